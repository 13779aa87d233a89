namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>The cost of reading one size.</summary>
/// <param name="What">What the size refers to: <see cref="Lines"/> or <see cref="Dumps"/>.</param>
/// <param name="Size">The nominal size in bytes.</param>
/// <param name="GigabytesPerSecond">10^9 bytes of whole lines per second.</param>
/// <param name="CostToSmallest">Time per byte, relative to that of the smallest size.</param>
/// <param name="HeapMegabytes">The peak size of the managed heap, including the lines.</param>
/// <param name="WorkingSetMegabytes">The peak working set of the process.</param>
internal sealed record ScalingRow(
    string What,
    long Size,
    double GigabytesPerSecond,
    double CostToSmallest,
    double HeapMegabytes,
    double WorkingSetMegabytes)
{
    public const string Lines = "lines";

    public const string Dumps = "dumps";
}

/// <summary>The figures of one run of <c>scaling</c>. The verb <c>results</c> preserves this part of a results file.</summary>
internal sealed record ScalingSection(string Contender, string Date, string Commit, IReadOnlyList<ScalingRow> Rows);
