namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What became of all lines of all inputs.</summary>
internal sealed class RunTotals
{
    private const string NotRoutablePrefix = "notRoutable.";
    private const string RejectedPrefix = "rejected.";

    private static readonly NotRoutableReason[] s_notRoutableReasons = Enum.GetValues<NotRoutableReason>();
    private static readonly LineFaultReason[] s_faultReasons = Enum.GetValues<LineFaultReason>();

    // By name, so that they can be saved and gone on with.
    private readonly SortedDictionary<string, long> _counts;

    public RunTotals()
        : this(new SortedDictionary<string, long>())
    {
    }

    /// <param name="saved">What another run counted, and <see cref="Save"/> gave.</param>
    public RunTotals(IDictionary<string, long> saved) => _counts = new SortedDictionary<string, long>(saved, StringComparer.Ordinal);

    public int Inputs => (int)this["inputs"];

    public long Bytes => this["bytes"];

    public long Lines => this["lines"];

    public long Events => this["events"];

    public long Blank => this["blank"];

    public long NotRoutable => this["notRoutable"];

    public long Rejected => this["rejected"];

    /// <summary>Parts of messages that waited for others when the run was stopped.</summary>
    public long Pending => this["pending"];

    /// <summary>Events that came out of compressed or split messages, or out of wrappers.</summary>
    public long Unpacked => this["unpacked"];

    /// <summary>Lines that the fast engine recognised.</summary>
    public long LinesByFastPath => this["fast"];

    /// <summary>Lines that the fast engine parsed in full.</summary>
    public long LinesByGeneralPath => this["general"];

    /// <summary>Lines that the reference engine read.</summary>
    public long LinesByReferencePath => this["reference"];

    /// <summary>Events that were read, and refused by who was to take them.</summary>
    public long Refused { get; set; }

    /// <summary>The engine that read the lines.</summary>
    public EventEngine Engine { get; private set; }

    /// <summary>How many bits wide its vectors are; 0 if it has none of its own.</summary>
    public int VectorBits { get; private set; }

    public TimeSpan Elapsed { get; set; }

    public IEnumerable<KeyValuePair<string, long>> NotRoutableReasons => Sorted(NotRoutablePrefix);

    public IEnumerable<KeyValuePair<string, long>> RejectedReasons => Sorted(RejectedPrefix);

    public double BytesPerSecond => Bytes / Math.Max(Elapsed.TotalSeconds, 1e-9);

    public double EventsPerSecond => Events / Math.Max(Elapsed.TotalSeconds, 1e-9);

    private long this[string name] => _counts.GetValueOrDefault(name);

    /// <summary>Adds what became of one input.</summary>
    /// <param name="reader">What read it.</param>
    /// <param name="start">How many bytes of it were counted before.</param>
    public void Add(EventReader reader, long start = 0)
    {
        Engine = reader.Engine;
        VectorBits = reader.VectorBits;
        Add("inputs", 1);
        AddLines(reader.Counts, start);
    }

    /// <summary>All counts, to be saved: these, and those of an input that is not read to its end. Lines that are pending will be counted by who reads on.</summary>
    public SortedDictionary<string, long> Save(ReadCounts current, long start)
    {
        var all = new RunTotals(_counts);
        all.AddLines(current, start);
        all.Add("lines", -current.Pending);
        all.Add("pending", -current.Pending);
        return all._counts;
    }

    private void AddLines(ReadCounts counts, long start)
    {
        Add("bytes", counts.Bytes - start);
        Add("lines", counts.Lines);
        Add("events", counts.Events);
        Add("blank", counts.Blank);
        Add("notRoutable", counts.NotRoutable);
        Add("rejected", counts.Rejected);
        Add("pending", counts.Pending);
        Add("unpacked", counts.Unpacked);
        Add("fast", counts.LinesBy(LinePath.Fast));
        Add("general", counts.LinesBy(LinePath.General));
        Add("reference", counts.LinesBy(LinePath.Reference));

        // The first of each is None, which nothing is counted for.
        foreach (NotRoutableReason reason in s_notRoutableReasons.AsSpan(1))
            Add(NotRoutablePrefix + reason, counts.NotRoutableFor(reason));

        foreach (LineFaultReason reason in s_faultReasons.AsSpan(1))
            Add(RejectedPrefix + reason, counts.RejectedFor(reason));
    }

    private void Add(string name, long count)
    {
        if (count != 0)
            _counts[name] = this[name] + count;
    }

    private List<KeyValuePair<string, long>> Sorted(string prefix)
    {
        List<KeyValuePair<string, long>> sorted =
        [
            .. _counts
                .Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(count => KeyValuePair.Create(count.Key[prefix.Length..], count.Value)),
        ];
        sorted.Sort((one, two) => one.Value != two.Value ? two.Value.CompareTo(one.Value) : string.CompareOrdinal(one.Key, two.Key));
        return sorted;
    }
}
