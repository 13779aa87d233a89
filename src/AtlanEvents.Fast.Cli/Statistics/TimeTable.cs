using AtlanEvents.Fast.Cli.Statistics.Times;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Writes counts by time: a sparkline for each kind of event, and a histogram of all.</summary>
internal static class TimeTable
{
    private const int MaxSuitableBuckets = 24;
    private const int MaxBuckets = 10_000;
    private const int Gap = 2;
    private const int MaxBarWidth = 40;
    private const int MinBarWidth = 8;

    /// <summary>The buckets of the report: of the requested width unless there were too many, or of a suitable one.</summary>
    public static TimeSeries SeriesOf(EventStatistics statistics)
        => statistics.Times!.ToSeries(statistics.Options.BucketWidth is null ? MaxSuitableBuckets : MaxBuckets);

    /// <summary>Writes the section, if events are counted by time.</summary>
    public static void Write(IAnsiConsole console, EventStatistics statistics)
    {
        if (statistics.Times is not TimeCounts times)
            return;

        TimeSeries series = SeriesOf(statistics);
        console.WriteLine();
        console.Write(new Text(TitleOf(times, series), new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        if (times.WithoutTime > 0)
            console.WriteLine($"  {Quantity.Of(times.WithoutTime, "event")} without eventTime");

        if (times.Count == 0)
            return;

        string[] labels =
            [.. Enumerable.Range(0, series.Buckets.Length).Select(bucket => BucketWidth.Format(series.StartOf(bucket), series.Width))];
        int labelWidth = labels.Concat(series.Kinds.Select(kind => EventKinds.NameOf(kind.Kind))).Max(label => label.Length);
        int countWidth = Quantity.Exact(times.Count).Length;
        int barWidth = Math.Clamp(console.Profile.Width - (3 * Gap) - labelWidth - countWidth, MinBarWidth, MaxBarWidth);

        TimeSeries coarse = times.ToSeries(barWidth);
        foreach ((int kind, long count) in series.Kinds)
            WriteRow(console, EventKinds.NameOf(kind), count, Sparkline.Of(coarse.Of(kind)), Color.Green);

        long[] totals = series.Totals();
        long max = totals.Max();
        for (int bucket = 0; bucket < labels.Length; bucket++)
        {
            string bar = totals[bucket] == 0 ? "" : Bar.Of((double)totals[bucket] / max, barWidth);
            WriteRow(console, labels[bucket], totals[bucket], bar, Color.Blue);
        }

        void WriteRow(IAnsiConsole console, string label, long count, string bar, Color color)
        {
            console.Write(new Text($"  {label.PadRight(labelWidth)}  {Quantity.Exact(count).PadLeft(countWidth)}  "));
            console.Write(new Text(bar, new Style(color)));
            console.WriteLine();
        }
    }

    private static string TitleOf(TimeCounts times, TimeSeries series)
    {
        if (times.Count == 0)
            return "Time";

        bool isInstant = times.First == times.Last;
        string first = BucketWidth.Format(times.First, isInstant ? 1 : Math.Min(series.Width, 1_000));
        return isInstant ? $"Time, UTC: all at {first}" : $"Time, UTC, by {BucketWidth.Describe(series.Width)}";
    }
}
