using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.HtmlReports.Collecting;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.HtmlReports.Pages;

/// <summary>Writes a report as one HTML page that needs nothing else: verdict first, evidence last.</summary>
internal static class ReportPage
{
    public static void Write(OutputWriter output, ReportContent content)
    {
        var page = new PageWriter(output);
        WriteHead(page, content);
        WriteVerdict(page, content);
        WriteDeleted(page, content);
        page.EndSection();
        FindingsSection.Write(page, content.Audit);
        page.EndSection();
        TreeSection.Write(page, content);
        page.EndSection();
        TimelineSection.Write(page, content.Statistics);
        page.EndSection();
        CountsSection.Write(page, content);
        page.EndSection();
        ReadingSection.Write(page, content);
        page.WriteConstant("</main>\n<script>");
        page.WriteConstant(PageResources.Script);
        page.WriteConstant("</script>\n</body>\n</html>\n");
        page.EndSection();
    }

    private static void WriteHead(PageWriter page, ReportContent content)
    {
        page.WriteConstant(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{PageResources.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">

            """);
        page.Write($"<title>{Title(content)}</title>\n<style>");
        page.WriteConstant(PageResources.Style);
        page.WriteConstant(
            """
            </style>
            </head>
            <body>
            <a class="skip" href="#verdict">Skip to the verdict</a>
            <header>
            <p class="kind">Bulk delete report</p>

            """);
        page.Write($"<h1><bdi>{Subject(content)}</bdi></h1>\n");
        page.WriteConstant(
            """
            <nav aria-label="Sections"><a href="#deleted">Deleted</a> <a href="#findings">Findings</a> <a href="#tree">Assets</a>
            <a href="#timeline">Timeline</a> <a href="#counts">Counts</a> <a href="#reading">How it was read</a></nav>
            </header>
            <main>

            """);
    }

    private static string Title(ReportContent content)
        => $"{(content.Audit.IsClean ? "Clean" : "Not clean")}: bulk delete report of {Subject(content)}";

    private static string Subject(ReportContent content) => content.Audit.Roots.Count switch
    {
        0 => string.Join(", ", content.Inputs.Select(input => input.Name)),
        1 => content.Audit.Roots[0].Root.Text,
        int count => $"{content.Audit.Roots[0].Root.Text} and {count - 1} more",
    };

    private static void WriteVerdict(PageWriter page, ReportContent content)
    {
        AuditReport audit = content.Audit;
        page.Write($"<section id=\"verdict\" class=\"{(audit.IsClean ? "clean" : "faulty")}\" tabindex=\"-1\">\n");
        page.WriteConstant(audit.IsClean ? "<p class=\"sign\" aria-hidden=\"true\">✓</p>"
            + "\n" : "<p class=\"sign\" aria-hidden=\"true\">!</p>\n");
        page.Write($"<div><h2>{AuditText.VerdictOf(audit)}</h2>\n");
        bool hasAllowed = audit.Findings.Any(finding => finding.IsAllowed && finding.Kind != FindingKind.SharedName);
        page.WriteConstant(audit.IsClean && hasAllowed
            ? "<p>Apart from the findings below, which were allowed, every asset that the events name was deleted once, and so was "
                + "everything between it and its connection. The events cannot show assets that they do not name.</p>\n"
            : audit.IsClean
            ? "<p>Every asset that the events name was deleted once, and so was everything between it and its connection. "
                + "The events cannot show assets that they do not name.</p>\n"
            : "<p>At least one of the findings below must be explained or allowed before this delete is complete and correct.</p>\n");
        if (content.Run.Failure is { Message.Length: > 0 } failure)
            page.Write($"<p><strong>The input was not read to its end: {failure.Message}.</strong></p>\n");

        page.WriteConstant("</div>\n</section>\n");
    }

    private static void WriteDeleted(PageWriter page, ReportContent content)
    {
        Audit audit = content.Audit.Audit;
        ReportDetails details = content.Details;
        page.WriteConstant("<section id=\"deleted\">\n<h2>What was deleted</h2>\n<dl class=\"tiles\">\n");
        page.Write($"<div><dt>assets</dt><dd>{audit.Deleted.Total}</dd></div>\n");
        page.Write($"<div class=\"purge\"><dt>purged, cannot be undone</dt><dd>{audit.Purged}</dd></div>\n");
        page.Write($"<div class=\"archive\"><dt>archived, can be restored</dt><dd>{audit.Archived}</dd></div>\n");
        page.Write($"<div><dt>delete events</dt><dd>{audit.Deletes}</dd></div>\n</dl>\n");

        page.WriteConstant("<div class=\"scroll\" tabindex=\"0\"><table>\n<caption>When and by whom, as far as the events "
            + "say</caption>\n<thead><tr>"
            + "<th scope=\"col\">Deletes</th><th scope=\"col\" class=\"n\">Events</th><th scope=\"col\">First, UTC</th>"
            + "<th scope=\"col\">Last, UTC</th><th scope=\"col\">Last changed by</th></tr></thead>\n<tbody>\n");
        WriteDeletes(page, "by purge", details.Purges);
        WriteDeletes(page, "by archive", details.Archives);
        WriteDeletes(page, "by an unknown handler", details.OtherDeletes);
        if (audit.Deletes == 0)
            page.WriteConstant("<tr><td colspan=\"5\">No deletes.</td></tr>\n");

        page.WriteConstant("</tbody>\n</table></div>\n<p class=\"note\">Times are <code>eventTime</code>, the time of the request. "
            + "“Last changed by” is <code>updatedBy</code> of the deleted assets: usually who deleted them, but the events have "
            + "no field for that.</p>\n");
        WriteRoots(page, content.Audit);
        page.WriteConstant("</section>\n");
    }

    private static void WriteDeletes(PageWriter page, string name, DeleteCounts deletes)
    {
        if (deletes.Count == 0)
            return;

        page.Write($"<tr><th scope=\"row\">{name}</th><td class=\"n\">{deletes.Count}</td>");
        page.Write($"<td>{TimeText(deletes.Times?.First)}</td><td>{TimeText(deletes.Times?.Last)}</td><td>");
        IReadOnlyList<KeyValuePair<string, long>> authors = deletes.Authors.Sorted();
        const int MaxAuthors = 8;
        foreach ((string author, long count) in authors.Take(MaxAuthors))
            page.Write($"<bdi>{author}</bdi> <span class=\"dim\">{count}</span><br>");

        if (authors.Count > MaxAuthors)
            page.Write($"and {authors.Count - MaxAuthors} more<br>");

        long unknown = deletes.Count - authors.Sum(author => author.Value);
        if (unknown > 0)
            page.Write($"not in the event <span class=\"dim\">{unknown}</span>");

        page.WriteConstant("</td></tr>\n");
    }

    private static string TimeText(DateTimeOffset? time)
        => time?.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "not in the events";

    private static void WriteRoots(PageWriter page, AuditReport report)
    {
        const int MaxRoots = 50;
        if (report.Roots.Count == 0)
            return;

        page.WriteConstant("<div class=\"scroll\" tabindex=\"0\"><table>\n<caption>By connection</caption>\n<thead><tr><th "
            + "scope=\"col\">Connection</th>"
            + "<th scope=\"col\" class=\"n\">Assets</th><th scope=\"col\" class=\"n\">Purged</th><th scope=\"col\" class=\"n\">"
            + "Archived</th>"
            + "<th scope=\"col\">Deleted itself</th></tr></thead>\n<tbody>\n");
        foreach (RootReport root in report.Roots.Take(MaxRoots))
        {
            page.Write($"<tr><th scope=\"row\"><bdi>{root.Root.Text}</bdi></th><td class=\"n\">{root.Root.Types.Total}</td>");
            page.Write($"<td class=\"n\">{root.Root.Purged}</td><td class=\"n\">{root.Root.Archived}</td>");
            page.WriteConstant(root.Tree.IsDeleted ? "<td>yes</td></tr>\n" : "<td class=\"bad\">no</td></tr>\n");
        }

        if (report.Roots.Count > MaxRoots)
            page.Write($"<tr><td colspan=\"5\">and {report.Roots.Count - MaxRoots} more</td></tr>\n");

        page.WriteConstant("</tbody>\n</table></div>\n");
        long outside = report.Audit.Outside.Total + report.Audit.Nameless.Total;
        if (outside > 0)
            page.Write($"<p class=\"note\">{Quantity.Of(outside, "asset")} outside any connection, or without a name.</p>\n");
    }
}
