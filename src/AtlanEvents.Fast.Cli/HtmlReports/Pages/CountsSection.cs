using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.HtmlReports.Pages;

/// <summary>Writes the counts of all events by field, with bars.</summary>
internal static class CountsSection
{
    private const int MaxRows = 20;

    public static void Write(PageWriter page, ReportContent content)
    {
        EventStatistics statistics = content.Statistics;
        page.WriteConstant("<section id=\"counts\">\n<h2>Counts</h2>\n");
        page.Write($"<p>All {statistics.Events} events");
        page.WriteConstant(statistics.Options.Times.IsAll ? "" : " in the time range");
        page.WriteConstant(", deletes and others.</p>\n");
        if (statistics.OutOfRange > 0)
        {
            page.Write($"<p>{statistics.OutOfRange} events are outside the time range, ");
            page.Write($"of which {statistics.OutOfRangeWithoutTime} have no <code>eventTime</code>.</p>\n");
        }

        page.WriteConstant("<div class=\"columns\">\n");
        Write(page, "Type", statistics.TypeName.Sorted(), statistics.Events);
        Write(page, "Operation", statistics.OperationType.Sorted(), statistics.Events);
        Write(page, "Delete handler", statistics.DeleteHandler.Sorted(), statistics.Events);
        Write(page, "Scenario", content.Details.Scenarios.Sorted(), statistics.Events);
        Write(page, "Connection", statistics.Connection.Sorted(), statistics.Events);
        page.WriteConstant("</div>\n</section>\n");
    }

    private static void Write(PageWriter page, string title, IReadOnlyList<KeyValuePair<string, long>> counts, long total)
    {
        if (counts.Count == 0)
            return;

        page.Write($"<div class=\"scroll\" tabindex=\"0\"><table class=\"bars\">\n<caption>{title}</caption>\n<thead "
            + $"class=\"hidden\"><tr>");
        page.WriteConstant("<th scope=\"col\">Value</th><th scope=\"col\">Events</th><th scope=\"col\">Share</th></tr></thead>\n<tbody>\n");
        foreach ((string name, long count) in counts.Take(MaxRows))
            WriteRow(page, name, count, total);

        if (counts.Count > MaxRows)
            WriteRow(page, $"and {counts.Count - MaxRows} more", counts.Skip(MaxRows).Sum(entry => entry.Value), total);

        page.WriteConstant("</tbody>\n</table></div>\n");
    }

    private static void WriteRow(PageWriter page, string name, long count, long total)
    {
        double share = 100.0 * count / Math.Max(1, total);
        page.Write($"<tr><th scope=\"row\" class=\"name\"><bdi>{name}</bdi></th><td class=\"n\">{count}</td><td class=\"bar\">");
        page.Write($"<svg aria-hidden=\"true\" width=\"100%\" height=\"10\"><rect width=\"{share}%\" height=\"10\" rx=\"2\"/>"
            + $"</svg></td></tr>\n");
    }
}
