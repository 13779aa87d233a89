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
        if (Create(statistics, console.Profile.Width, hasHistogram: true) is not Paragraph section)
            return;

        console.Write(section);
        console.WriteLine();
    }

    /// <summary>Creates the section; <see langword="null"/> if events are not counted by time.</summary>
    public static Paragraph? Create(EventStatistics statistics, int width, bool hasHistogram)
    {
        if (statistics.Times is not TimeCounts times)
            return null;

        TimeSeries series = SeriesOf(statistics);
        var section = new Paragraph();
        section.Append($"\n{TitleOf(times, series)}", new Style(decoration: Decoration.Bold));
        if (times.WithoutTime > 0)
            section.Append($"\n  {Quantity.Of(times.WithoutTime, "event")} without eventTime");

        if (times.Count > 0)
            AddRows(section, times, series, width, hasHistogram);

        return section;
    }

    private static void AddRows(Paragraph section, TimeCounts times, TimeSeries series, int width, bool hasHistogram)
    {
        string[] labels =
            [.. Enumerable.Range(0, series.Buckets.Length).Select(bucket => BucketWidth.Format(series.StartOf(bucket), series.Width))];
        int labelWidth = labels.Concat(series.Kinds.Select(kind => EventKinds.NameOf(kind.Kind))).Max(label => label.Length);
        int countWidth = Quantity.Exact(times.Count).Length;
        int barWidth = Math.Clamp(width - (3 * Gap) - labelWidth - countWidth, MinBarWidth, MaxBarWidth);

        TimeSeries coarse = times.ToSeries(barWidth);
        foreach ((int kind, long count) in series.Kinds)
            AddRow(EventKinds.NameOf(kind), count, Sparkline.Of(coarse.Of(kind)), Color.Green);

        if (!hasHistogram)
            return;

        long[] totals = series.Totals();
        long max = totals.Max();
        for (int bucket = 0; bucket < labels.Length; bucket++)
        {
            string bar = totals[bucket] == 0 ? "" : Bar.Of((double)totals[bucket] / max, barWidth);
            AddRow(labels[bucket], totals[bucket], bar, Color.Blue);
        }

        void AddRow(string label, long count, string bar, Color color)
        {
            section.Append($"\n  {label.PadRight(labelWidth)}  {Quantity.Exact(count).PadLeft(countWidth)}  ");
            section.Append(bar, new Style(color));
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
