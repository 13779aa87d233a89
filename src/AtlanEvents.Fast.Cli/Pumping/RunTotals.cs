namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What became of all lines of all inputs.</summary>
internal sealed class RunTotals
{
    private static readonly NotRoutableReason[] s_notRoutableReasons = Enum.GetValues<NotRoutableReason>();
    private static readonly LineFaultReason[] s_faultReasons = Enum.GetValues<LineFaultReason>();

    private readonly long[] _notRoutable = new long[s_notRoutableReasons.Length];
    private readonly long[] _rejected = new long[s_faultReasons.Length];

    public int Inputs { get; private set; }

    public long Bytes { get; private set; }

    public long Lines { get; private set; }

    public long Events { get; private set; }

    public long Blank { get; private set; }

    public long NotRoutable { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Parts of messages that waited for others when the run was stopped.</summary>
    public long Pending { get; private set; }

    /// <summary>Events that came out of compressed or split messages, or out of wrappers.</summary>
    public long Unpacked { get; private set; }

    /// <summary>Events that were read, and refused by who was to take them.</summary>
    public long Refused { get; set; }

    /// <summary>The engine that read the lines.</summary>
    public EventEngine Engine { get; private set; }

    /// <summary>How many bits wide its vectors are; 0 if it has none of its own.</summary>
    public int VectorBits { get; private set; }

    /// <summary>Lines that the fast engine recognised.</summary>
    public long LinesByFastPath { get; private set; }

    /// <summary>Lines that the fast engine parsed in full.</summary>
    public long LinesByGeneralPath { get; private set; }

    /// <summary>Lines that the reference engine read.</summary>
    public long LinesByReferencePath { get; private set; }

    public TimeSpan Elapsed { get; set; }

    public IEnumerable<KeyValuePair<string, long>> NotRoutableReasons => Sorted(s_notRoutableReasons, _notRoutable);

    public IEnumerable<KeyValuePair<string, long>> RejectedReasons => Sorted(s_faultReasons, _rejected);

    public double BytesPerSecond => Bytes / Math.Max(Elapsed.TotalSeconds, 1e-9);

    public double EventsPerSecond => Events / Math.Max(Elapsed.TotalSeconds, 1e-9);

    /// <summary>Adds what became of one input.</summary>
    public void Add(EventReader reader)
    {
        ReadCounts counts = reader.Counts;
        Engine = reader.Engine;
        VectorBits = reader.VectorBits;
        LinesByFastPath += counts.LinesBy(LinePath.Fast);
        LinesByGeneralPath += counts.LinesBy(LinePath.General);
        LinesByReferencePath += counts.LinesBy(LinePath.Reference);
        Inputs++;
        Bytes += counts.Bytes;
        Lines += counts.Lines;
        Events += counts.Events;
        Blank += counts.Blank;
        NotRoutable += counts.NotRoutable;
        Rejected += counts.Rejected;
        Pending += counts.Pending;
        Unpacked += counts.Unpacked;

        // The first of each is None, which nothing is counted for.
        for (int i = 1; i < _notRoutable.Length; i++)
            _notRoutable[i] += counts.NotRoutableFor(s_notRoutableReasons[i]);

        for (int i = 1; i < _rejected.Length; i++)
            _rejected[i] += counts.RejectedFor(s_faultReasons[i]);
    }

    private static List<KeyValuePair<string, long>> Sorted<TReason>(TReason[] reasons, long[] counts)
        where TReason : struct, Enum
    {
        var sorted = new List<KeyValuePair<string, long>>();
        for (int i = 0; i < reasons.Length; i++)
        {
            if (counts[i] > 0)
                sorted.Add(KeyValuePair.Create(reasons[i].ToString(), counts[i]));
        }

        sorted.Sort((one, two) => one.Value != two.Value ? two.Value.CompareTo(one.Value) : string.CompareOrdinal(one.Key, two.Key));
        return sorted;
    }
}
