namespace AtlanEvents.Fast.Cli.Statistics.Times;

/// <summary>Counts events by time and kind, in bounded memory.</summary>
/// <remarks>
/// Buckets start narrow and are widened while there are too many. Each width is a multiple of the one before, so the result depends on
/// neither the order of the events nor how they were divided between threads: it has the narrowest width with few enough buckets.
/// </remarks>
/// <param name="minWidth">The minimum width of a bucket in milliseconds.</param>
internal sealed class TimeCounts(long minWidth = BucketWidth.Min)
{
    private const int MaxBuckets = 16_384;
    private const int BucketBytes = 160;

    private Dictionary<long, long[]> _buckets = [];
    private long _width = minWidth;
    private long _lastStart = long.MinValue;
    private long[] _last = [];

    /// <summary>The number of events without a time.</summary>
    public long WithoutTime { get; private set; }

    /// <summary>The number of events with a time.</summary>
    public long Count { get; private set; }

    /// <summary>The first time in milliseconds since 1970. Requires that there is one.</summary>
    public long First { get; private set; } = long.MaxValue;

    /// <summary>The last time in milliseconds since 1970. Requires that there is one.</summary>
    public long Last { get; private set; } = long.MinValue;

    /// <summary>The approximate memory.</summary>
    public long Bytes => (long)BucketBytes * _buckets.Count;

    public void AddWithoutTime() => WithoutTime++;

    public void Add(DateTimeOffset time, EventKind kind)
    {
        long milliseconds = time.ToUnixTimeMilliseconds();
        First = Math.Min(First, milliseconds);
        Last = Math.Max(Last, milliseconds);
        Count++;
        Find(BucketWidth.StartOf(milliseconds, _width))[(int)kind]++;
    }

    /// <summary>Adds other counts with the same minimum width.</summary>
    public void Add(TimeCounts other)
    {
        WithoutTime += other.WithoutTime;
        Count += other.Count;
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
        while (_width < other._width)
            Widen();

        foreach ((long start, long[] counts) in other._buckets)
            AddCounts(counts, Find(BucketWidth.StartOf(start, _width)));
    }

    /// <summary>All buckets from the first to the last event, including empty ones.</summary>
    /// <param name="maxBuckets">The maximum number of buckets; they are as narrow as it allows.</param>
    public TimeSeries ToSeries(int maxBuckets)
    {
        if (Count == 0)
            return new TimeSeries(0, _width, []);

        long width = _width;
        while (((BucketWidth.StartOf(Last, width) - BucketWidth.StartOf(First, width)) / width) + 1 > maxBuckets)
            width = BucketWidth.WiderThan(width);

        long start = BucketWidth.StartOf(First, width);
        long[][] buckets = new long[((BucketWidth.StartOf(Last, width) - start) / width) + 1][];
        for (int bucket = 0; bucket < buckets.Length; bucket++)
            buckets[bucket] = new long[EventKinds.Count];

        foreach ((long time, long[] counts) in _buckets)
            AddCounts(counts, buckets[(BucketWidth.StartOf(time, width) - start) / width]);

        return new TimeSeries(start, width, buckets);
    }

    private long[] Find(long start)
    {
        // Consecutive events usually have the same time.
        if (start == _lastStart)
            return _last;

        if (!_buckets.TryGetValue(start, out long[]? counts))
        {
            if (_buckets.Count == MaxBuckets)
            {
                Widen();
                return Find(BucketWidth.StartOf(start, _width));
            }

            counts = new long[EventKinds.Count];
            _buckets.Add(start, counts);
        }

        (_lastStart, _last) = (start, counts);
        return counts;
    }

    private void Widen()
    {
        Dictionary<long, long[]> narrow = _buckets;
        _buckets = [];
        _width = BucketWidth.WiderThan(_width);
        _lastStart = long.MinValue;
        foreach ((long start, long[] counts) in narrow)
            AddCounts(counts, Find(BucketWidth.StartOf(start, _width)));
    }

    private static void AddCounts(long[] counts, long[] sum)
    {
        for (int kind = 0; kind < counts.Length; kind++)
            sum[kind] += counts[kind];
    }
}
