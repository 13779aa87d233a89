using AtlanEvents.Fast.Cli.Statistics.Fields;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Counts the values of a field.</summary>
/// <param name="top">The field.</param>
/// <param name="isPart">Whether these are counts of a stretch, which must have every text.</param>
internal sealed class TopValues(TopField top, bool isPart)
{
    /// <summary>The maximum number of distinct values; all further ones are counted together.</summary>
    public const int MaxValues = 1_000_000;

    private const int MaxBytes = 128 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _scratch = new();

    public TopField Top => top;

    public TextCounts Counts { get; } = new(!isPart, MaxValues, MaxBytes);

    public void Add(in EventView view)
    {
        if (top.Field.TryRead(view, _scratch, out ReadOnlySpan<byte> text))
            Counts.Add(text);
    }
}
