namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What became of all lines of all inputs.</summary>
internal sealed class RunTotals
{
    private readonly SortedDictionary<NotRoutableReason, long> _notRoutable = [];
    private readonly SortedDictionary<LineFaultReason, long> _rejected = [];

    public int Inputs { get; private set; }

    public long Bytes { get; private set; }

    public long Lines { get; private set; }

    public long Events { get; private set; }

    public long Blank { get; private set; }

    public long NotRoutable { get; private set; }

    public long Rejected { get; private set; }

    public TimeSpan Elapsed { get; set; }

    public IEnumerable<KeyValuePair<string, long>> NotRoutableReasons => Sorted(_notRoutable);

    public IEnumerable<KeyValuePair<string, long>> RejectedReasons => Sorted(_rejected);

    public double BytesPerSecond => Bytes / Math.Max(Elapsed.TotalSeconds, 1e-9);

    public double EventsPerSecond => Events / Math.Max(Elapsed.TotalSeconds, 1e-9);

    /// <summary>Adds what became of one input.</summary>
    public void Add(ReadCounts counts)
    {
        Inputs++;
        Bytes += counts.Bytes;
        Lines += counts.Lines;
        Events += counts.Events;
        Blank += counts.Blank;
        NotRoutable += counts.NotRoutable;
        Rejected += counts.Rejected;

        foreach (NotRoutableReason reason in Enum.GetValues<NotRoutableReason>().Where(reason => reason != NotRoutableReason.None))
            _notRoutable[reason] = _notRoutable.GetValueOrDefault(reason) + counts.NotRoutableFor(reason);

        foreach (LineFaultReason reason in Enum.GetValues<LineFaultReason>().Where(reason => reason != LineFaultReason.None))
            _rejected[reason] = _rejected.GetValueOrDefault(reason) + counts.RejectedFor(reason);
    }

    private static IEnumerable<KeyValuePair<string, long>> Sorted<TReason>(SortedDictionary<TReason, long> counts)
        where TReason : struct, Enum
        => counts
            .Where(entry => entry.Value > 0)
            .Select(entry => KeyValuePair.Create(entry.Key.ToString(), entry.Value))
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal);
}
