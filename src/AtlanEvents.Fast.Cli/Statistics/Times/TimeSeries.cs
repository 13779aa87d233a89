namespace AtlanEvents.Fast.Cli.Statistics.Times;

/// <summary>Counts by kind in adjacent buckets of time, including empty ones.</summary>
/// <param name="Start">The start of the first bucket in milliseconds since 1970.</param>
/// <param name="Width">The width of a bucket in milliseconds.</param>
/// <param name="Buckets">The counts of each bucket, indexed by <see cref="EventKind"/>.</param>
internal sealed record TimeSeries(long Start, long Width, long[][] Buckets)
{
    /// <summary>The kinds that occur, with their total counts.</summary>
    public IReadOnlyList<(int Kind, long Count)> Kinds { get; } =
    [
        .. Enumerable.Range(0, EventKinds.Count)
            .Select(kind => (kind, Buckets.Sum(bucket => bucket[kind])))
            .Where(total => total.Item2 > 0),
    ];

    public long StartOf(int bucket) => Start + (bucket * Width);

    /// <summary>The counts of a kind in all buckets.</summary>
    public long[] Of(int kind) => [.. Buckets.Select(bucket => bucket[kind])];

    /// <summary>The counts of all kinds in all buckets.</summary>
    public long[] Totals() => [.. Buckets.Select(bucket => bucket.Sum())];
}
