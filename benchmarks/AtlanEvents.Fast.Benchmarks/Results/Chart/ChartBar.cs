namespace AtlanEvents.Fast.Benchmarks.Results.Chart;

/// <summary>One bar: a contender at a workload.</summary>
internal sealed record ChartBar(string Label, double GigabytesPerSecond, double? Ratio, BarStyle Style, bool IsOurs);
