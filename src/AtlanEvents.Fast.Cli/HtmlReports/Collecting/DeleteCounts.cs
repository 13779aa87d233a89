using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.HtmlReports.Collecting;

/// <summary>Deletes of one kind, such as purges: when and by whom.</summary>
/// <param name="isPart">Whether these are counts of a stretch.</param>
internal sealed class DeleteCounts(bool isPart = false)
{
    private readonly ArrayBufferWriter<byte> _scratch = new();

    public long Count { get; private set; }

    /// <summary>The first and the last <c>eventTime</c>, if any delete has one.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Times { get; private set; }

    /// <summary>Deletes by the user who changed the asset last.</summary>
    public TextCounts Authors { get; } = new(!isPart);

    public long Bytes => Authors.Bytes;

    public void Add(in EventView view, DateTimeOffset? time)
    {
        Count++;
        if (time is DateTimeOffset known)
            Add(known, known);

        if (DeleteAuthor.TryRead(view, _scratch, out ReadOnlySpan<byte> author))
            Authors.Add(author);
    }

    public void Add(DeleteCounts next)
    {
        Count += next.Count;
        Authors.Add(next.Authors);
        if (next.Times is { } times)
            Add(times.First, times.Last);
    }

    private void Add(DateTimeOffset first, DateTimeOffset last)
    {
        (DateTimeOffset knownFirst, DateTimeOffset knownLast) = Times ?? (first, last);
        Times = (first < knownFirst ? first : knownFirst, last > knownLast ? last : knownLast);
    }
}
