namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Counts the lines of all inputs by their outcome.</summary>
internal sealed class RunTotals
{
    private const string NotRoutablePrefix = "notRoutable.";
    private const string RejectedPrefix = "rejected.";

    private static readonly NotRoutableReason[] s_notRoutableReasons = Enum.GetValues<NotRoutableReason>();
    private static readonly LineFaultReason[] s_faultReasons = Enum.GetValues<LineFaultReason>();

    // Keyed by name, so that a checkpoint can save them.
    private readonly SortedDictionary<string, long> _counts;

    public RunTotals()
        : this(new SortedDictionary<string, long>())
    {
    }

    /// <param name="saved">The counts of an earlier run, from <see cref="Save"/>.</param>
    public RunTotals(IDictionary<string, long> saved) => _counts = new SortedDictionary<string, long>(saved, StringComparer.Ordinal);

    public int Inputs => (int)this["inputs"];

    public long Bytes => this["bytes"];

    public long Lines => this["lines"];

    public long Events => this["events"];

    public long Blank => this["blank"];

    public long NotRoutable => this["notRoutable"];

    public long Rejected => this["rejected"];

    /// <summary>Parts of messages that were still incomplete when the run stopped.</summary>
    public long Pending => this["pending"];

    /// <summary>Events unpacked from compressed or split messages, or from wrappers.</summary>
    public long Unpacked => this["unpacked"];

    /// <summary>Lines that took the fast path of the fast engine.</summary>
    public long LinesByFastPath => this["fast"];

    /// <summary>Lines that took the general path of the fast engine.</summary>
    public long LinesByGeneralPath => this["general"];

    /// <summary>Lines that the reference engine parsed.</summary>
    public long LinesByReferencePath => this["reference"];

    /// <summary>Events that the receiver refused.</summary>
    public long Refused { get; set; }

    /// <summary>The engine that parsed the lines.</summary>
    public EventEngine Engine { get; private set; }

    /// <summary>The vector width of the engine in bits; 0 if it has no vector code of its own.</summary>
    public int VectorBits { get; private set; }

    public TimeSpan Elapsed { get; set; }

    public IEnumerable<KeyValuePair<string, long>> NotRoutableReasons => Sorted(NotRoutablePrefix);

    public IEnumerable<KeyValuePair<string, long>> RejectedReasons => Sorted(RejectedPrefix);

    public double BytesPerSecond => Bytes / Math.Max(Elapsed.TotalSeconds, 1e-9);

    public double EventsPerSecond => Events / Math.Max(Elapsed.TotalSeconds, 1e-9);

    private long this[string name] => _counts.GetValueOrDefault(name);

    /// <summary>Adds the counts of an input.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="engine">The engine that parsed the lines.</param>
    /// <param name="vectorBits">The vector width of the engine in bits.</param>
    /// <param name="start">The number of bytes of the input that are counted already.</param>
    public void Add(ReadCounts counts, EventEngine engine, int vectorBits, long start = 0)
    {
        Engine = engine;
        VectorBits = vectorBits;
        Add("inputs", 1);
        AddLines(counts, start);
    }

    /// <summary>
    /// All counts including those of the current input. Pending lines are excluded, since the run that resumes reads them again.
    /// </summary>
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

        // The first value of each enum is None.
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
