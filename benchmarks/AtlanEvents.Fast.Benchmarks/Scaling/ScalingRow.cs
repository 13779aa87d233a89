namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>One size, and what it costs to read it.</summary>
/// <param name="What">What the size is of: <see cref="Lines"/> or <see cref="Dumps"/>.</param>
/// <param name="Size">In bytes: what was asked for, which lines and dumps of whole lines come near to.</param>
/// <param name="GigabytesPerSecond">10^9 bytes of whole lines a second.</param>
/// <param name="CostToSmallest">Nanoseconds a byte, as a multiple of those of the smallest size.</param>
/// <param name="HeapMegabytes">The most that was on the managed heap, the lines themselves included.</param>
/// <param name="WorkingSetMegabytes">The most memory that the process had.</param>
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

/// <summary>The figures of one run of <c>scaling</c>; the part of a results file that <c>results</c> leaves as it is.</summary>
internal sealed record ScalingSection(string Contender, string Date, string Commit, IReadOnlyList<ScalingRow> Rows);
