using System.Globalization;
using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>The cost of reading one size, or on some threads.</summary>
/// <param name="What">What the size refers to: <see cref="Lines"/>, <see cref="Dumps"/> or <see cref="Threads"/>.</param>
/// <param name="Size">The nominal size in bytes, or the number of threads.</param>
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

    /// <summary>Threads of a <see cref="PartitionedReader"/> that read a file in the page cache.</summary>
    public const string Threads = "threads";

    public string SizeText => What == Threads ? Size.ToString(CultureInfo.InvariantCulture) : ByteSize.ToText(Size);
}

/// <summary>The figures of one run of <c>scaling</c>. The verb <c>results</c> preserves this part of a results file.</summary>
internal sealed record ScalingSection(string Contender, string Date, string Commit, IReadOnlyList<ScalingRow> Rows);
