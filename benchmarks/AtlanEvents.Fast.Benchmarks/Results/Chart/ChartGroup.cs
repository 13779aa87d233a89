namespace AtlanEvents.Fast.Benchmarks.Results.Chart;

/// <summary>The bars of a workload, under its title.</summary>
internal sealed record ChartGroup(string Title, IReadOnlyList<ChartBar> Bars);
