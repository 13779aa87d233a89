using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>The times of a subject in each round.</summary>
internal sealed record Measurement(Subject Subject, IReadOnlyList<double> Seconds, long Events)
{
    private double Median => MedianOf(Seconds);

    /// <summary>10^9 bytes of whole lines per second.</summary>
    public double GigabytesPerSecond => Subject.Workload.Length / Median / 1e9;

    /// <summary>Nanoseconds per event, including the time for lines that are not events.</summary>
    public double NanosecondsPerEvent => Median * 1e9 / Events;

    /// <summary>The speed relative to another subject of the same rounds: the median of the ratios of each round.</summary>
    /// <remarks>Ratios are taken within a round, because the speed of a machine drifts.</remarks>
    public double RatioTo(Measurement other) => MedianOf([.. other.Seconds.Zip(Seconds, (theirs, own) => theirs / own)]);

    private static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

/// <summary>One thing to measure: a contender with a workload in a scope.</summary>
internal sealed record Subject(Contender Contender, Workload Workload, Scope Scope)
{
    /// <inheritdoc cref="Contender.Prepare"/>
    public void Prepare() => Contender.Prepare(Workload);

    public ContenderResult Run() => Contender.Run(Workload, Scope);
}
