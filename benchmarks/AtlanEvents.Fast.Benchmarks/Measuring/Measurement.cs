namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>The times of a subject, round by round.</summary>
internal sealed record Measurement(Subject Subject, IReadOnlyList<double> Seconds, long Events)
{
    private double Median => MedianOf(Seconds);

    /// <summary>10^9 bytes of whole lines a second.</summary>
    public double GigabytesPerSecond => Subject.Workload.Length / Median / 1e9;

    /// <summary>Nanoseconds for each event, the share of lines that are no events included.</summary>
    public double NanosecondsPerEvent => Median * 1e9 / Events;

    /// <summary>How many times as fast as another subject of the same rounds this is: the median over the rounds.</summary>
    /// <remarks>Round by round, since a machine's speed drifts: two times of one round are close neighbours.</remarks>
    public double RatioTo(Measurement other) => MedianOf([.. other.Seconds.Zip(Seconds, (theirs, own) => theirs / own)]);

    private static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
