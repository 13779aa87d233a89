using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Reporting;

/// <summary>Describes a run in the header of a report for people.</summary>
internal static class RunText
{
    // Start-up and JIT compilation dominate shorter runs, so that their throughput would be misleading.
    private static readonly TimeSpan s_minTimeForThroughput = TimeSpan.FromSeconds(1);

    /// <summary>The time, and for runs of at least a second the throughput, such as <c>2.31 s, 1.20 GB/s, 1.70 M events/s</c>.</summary>
    public static string Speed(RunTotals totals)
    {
        string time = Quantity.Seconds(totals.Elapsed);
        return totals.Elapsed < s_minTimeForThroughput
            ? time
            : $"{time}, {Quantity.BytesPerSecond(totals.BytesPerSecond)}, {Quantity.Count(totals.EventsPerSecond)} events/s";
    }

    /// <summary>The engine, and how many lines took which path: it explains why some data is slower.</summary>
    public static string Engine(RunTotals totals)
    {
        if (totals.Engine != EventEngine.Fast)
            return $"engine {totals.Engine.ToString().ToLowerInvariant()}: {Quantity.Of(totals.LinesByReferencePath, "line")}";

        return $"engine fast, {totals.VectorBits} bits: {Quantity.Of(totals.LinesByFastPath, "fast-path line")}, "
            + Quantity.Of(totals.LinesByGeneralPath, "general-path line");
    }
}
