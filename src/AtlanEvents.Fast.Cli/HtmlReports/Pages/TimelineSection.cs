using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Statistics.Times;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.HtmlReports.Pages;

/// <summary>Draws the events over time as stacked bars by kind, marks bursts, and lists both as tables.</summary>
internal static class TimelineSection
{
    private const int MaxBars = 120;
    private const int Height = 180;
    private const int Top = 22;
    private const int MaxTableRows = 24;

    public static void Write(PageWriter page, EventStatistics statistics)
    {
        TimeCounts times = statistics.Times!;
        page.WriteConstant("<section id=\"timeline\">\n<h2>Timeline</h2>\n");
        if (times.Count == 0)
            page.WriteConstant("<p>No event has an <code>eventTime</code>.</p>\n");
        else if (times.First == times.Last)
            page.Write($"<p>All {times.Count} events have the same time, {BucketWidth.Format(times.First, 1)} UTC: that of one "
                + $"request.</p>\n");
        else
            WriteChart(page, times);

        if (times.WithoutTime > 0)
            page.Write($"<p class=\"note\">{Quantity.Of(times.WithoutTime, "event")} without <code>eventTime</code>.</p>\n");

        page.WriteConstant("</section>\n");
    }

    private static void WriteChart(PageWriter page, TimeCounts times)
    {
        TimeSeries series = times.ToSeries(MaxBars);
        IReadOnlyList<Burst> bursts = Burst.Find(series);
        long max = series.Totals().Max();
        string from = BucketWidth.Format(series.StartOf(0), series.Width);
        string to = BucketWidth.Format(series.StartOf(series.Buckets.Length), series.Width);

        page.Write($"<p>Events by {BucketWidth.Describe(series.Width)}, at most {max}.</p>\n<ul class=\"legend\">\n");
        foreach ((int kind, long count) in series.Kinds)
            page.Write($"<li><span class=\"swatch\"><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect width=\"12\" "
                + $"height=\"12\" rx=\"2\" "
                + $"class=\"k{(double)kind}\"/></svg></span> {EventKinds.NameOf(kind)} <span class=\"dim\">{count}</span></li>\n");

        page.Write($"</ul>\n<figure><svg class=\"chart\" role=\"img\" width=\"100%\" height=\"{(double)(Height + Top)}\" ");
        page.Write($"aria-label=\"{times.Count} events from {from} to {to} UTC; the tables below have the numbers\">\n");
        foreach (double level in new[] { 0, 0.5, 1 })
            page.Write($"<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{Top + (Height * (1 - level))}\" "
                + $"y2=\"{Top + (Height * (1 - level))}\"/>\n");

        WriteBursts(page, series, bursts);
        WriteBars(page, series, max);
        page.Write($"</svg>\n<figcaption><span>{from}</span><span>{to} UTC</span></figcaption></figure>\n");
        WriteBurstTable(page, series, bursts);
        WriteTable(page, times.ToSeries(MaxTableRows));
    }

    private static void WriteBars(PageWriter page, TimeSeries series, long max)
    {
        double width = 100.0 / series.Buckets.Length;
        for (int bucket = 0; bucket < series.Buckets.Length; bucket++)
        {
            double y = Top + Height;
            foreach ((int kind, _) in series.Kinds)
            {
                long count = series.Buckets[bucket][kind];
                if (count == 0)
                    continue;

                double height = Math.Max(1, (double)Height * count / max);
                y = Math.Max(0, y - height);
                string start = BucketWidth.Format(series.StartOf(bucket), series.Width);
                page.Write($"<rect class=\"k{(double)kind}\" x=\"{bucket * width}%\" width=\"{width * 0.86}%\" y=\"{y}\" "
                    + $"height=\"{height}\">");
                page.Write($"<title>{start}: {count} {EventKinds.NameOf(kind)}</title></rect>\n");
            }
        }
    }

    private static void WriteBursts(PageWriter page, TimeSeries series, IReadOnlyList<Burst> bursts)
    {
        double width = 100.0 / series.Buckets.Length;
        for (int i = 0; i < bursts.Count; i++)
        {
            double x = bursts[i].First * width;
            double end = (bursts[i].Last + 1) * width;
            page.Write($"<rect class=\"burst\" x=\"{x}%\" width=\"{end - x}%\" y=\"0\" height=\"{(double)(Height + Top)}\"/>\n");
            page.Write($"<text class=\"burst-mark\" x=\"{(x + end) / 2}%\" y=\"14\" text-anchor=\"middle\">{i + 1}</text>\n");
        }
    }

    private static void WriteBurstTable(PageWriter page, TimeSeries series, IReadOnlyList<Burst> bursts)
    {
        if (bursts.Count == 0)
        {
            page.WriteConstant("<p>No bursts: no bar has at least four times the average.</p>\n");
            return;
        }

        page.WriteConstant("<div class=\"scroll\" tabindex=\"0\"><table>\n<caption>Bursts: bars with at least four times the "
            + "average</caption>\n<thead><tr>"
            + "<th scope=\"col\" class=\"n\">No.</th><th scope=\"col\">From, UTC</th><th scope=\"col\">To</th><th scope=\"col\" "
            + "class=\"n\">Events</th>"
            + "<th scope=\"col\">Mostly</th></tr></thead>\n<tbody>\n");
        for (int i = 0; i < bursts.Count; i++)
        {
            Burst burst = bursts[i];
            string from = BucketWidth.Format(series.StartOf(burst.First), series.Width);
            string to = BucketWidth.Format(series.StartOf(burst.Last + 1), series.Width);
            page.Write($"<tr><th scope=\"row\" class=\"n\">{i + 1}</th><td>{from}</td><td>{to}</td><td class=\"n\">{burst.Events}</td>");
            page.Write($"<td>{EventKinds.NameOf(burst.Kind)}</td></tr>\n");
        }

        page.WriteConstant("</tbody>\n</table></div>\n");
    }

    private static void WriteTable(PageWriter page, TimeSeries series)
    {
        page.Write($"<details><summary>The numbers, by {BucketWidth.Describe(series.Width)}</summary>\n<div class=\"scroll\" "
            + $"tabindex=\"0\"><table>\n<thead><tr>");
        page.WriteConstant("<th scope=\"col\">From, UTC</th>");
        foreach ((int kind, _) in series.Kinds)
            page.Write($"<th scope=\"col\" class=\"n\">{EventKinds.NameOf(kind)}</th>");

        page.WriteConstant("</tr></thead>\n<tbody>\n");
        for (int bucket = 0; bucket < series.Buckets.Length; bucket++)
        {
            page.Write($"<tr><th scope=\"row\">{BucketWidth.Format(series.StartOf(bucket), series.Width)}</th>");
            foreach ((int kind, _) in series.Kinds)
                page.Write($"<td class=\"n\">{series.Buckets[bucket][kind]}</td>");

            page.WriteConstant("</tr>\n");
        }

        page.WriteConstant("</tbody>\n</table></div></details>\n");
    }
}
