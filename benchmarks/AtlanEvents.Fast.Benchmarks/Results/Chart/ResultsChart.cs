using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

namespace AtlanEvents.Fast.Benchmarks.Results.Chart;

/// <summary>Picks out of a results file what its chart shows.</summary>
internal static class ResultsChart
{
    // Who is shown, in this order, and how the names of their rows start. Of several rows the fastest is shown.
    private static readonly (string Label, string Start)[] s_peers =
    [
        ("simdjson On-Demand (best of its variants)", "simdjson On-Demand"),
        ("simdjson DOM", "simdjson DOM"),
        ("Utf8JsonReader loop", "Utf8JsonReader loop"),
        ("JsonDocument", "JsonDocument"),
        ("JsonSerializer, source-generated", "JsonSerializer"),
        ("Newtonsoft.Json", "Newtonsoft.Json"),
    ];

    /// <summary>Draws the results as SVG.</summary>
    public static string Draw(ResultsFile results)
    {
        var groups = results.Workloads
            .Where(workload => !workload.IsHostile)
            .Select(workload => new ChartGroup(TitleOf(workload), [.. BarsOf(results.Located(workload.Name))]));
        return BarChart.Draw(
            "All five fields of every event located",
            $"{results.Processor}, one thread, data in memory; {results.Runtime}, simdjson {results.Simdjson}; {results.Date}",
            [.. groups]);
    }

    private static string TitleOf(WorkloadFacts workload)
        => FormattableString.Invariant($"{workload.Name}: {workload.Lines:N0} lines of {(double)workload.Bytes / workload.Lines / 1000:0.0} KB");

    private static IEnumerable<ChartBar> BarsOf(IEnumerable<ResultRow> rows)
    {
        ResultRow[] located = [.. rows];
        string ours = InMemory.NameOf(EventEngine.Fast);
        foreach (ResultRow row in located.Where(row => row.Contender == ours))
            yield return Bar("AtlanEvents.Fast", row, isOurs: true);

        foreach ((string label, string start) in s_peers)
        {
            ResultRow? best = located.Where(row => row.Contender.StartsWith(start, StringComparison.Ordinal)).MaxBy(row => row.GigabytesPerSecond);
            if (best is not null)
                yield return Bar(label, best, isOurs: false);
        }
    }

    private static ChartBar Bar(string label, ResultRow row, bool isOurs)
        => new(label, row.GigabytesPerSecond, row.RatioToUtf8JsonReader, StyleOf(row.Validates), isOurs);

    private static BarStyle StyleOf(string validates)
        => validates == Validation.Whole.ToText() ? BarStyle.Solid
            : validates == Validation.AllButUtf8.ToText() ? BarStyle.Hatched
            : BarStyle.Hollow;
}
