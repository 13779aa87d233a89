using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Reports;

namespace AtlanEvents.Fast.Cli.HtmlReports.Pages;

/// <summary>Writes the findings with examples. The script filters them by text.</summary>
internal static class FindingsSection
{
    // Further examples are in a part to unfold.
    private const int MaxUnfolded = 8;

    public static void Write(PageWriter page, AuditReport report)
    {
        page.WriteConstant("<section id=\"findings\">\n<h2>Findings</h2>\n");
        if (report.Findings.Count == 0)
            page.WriteConstant("<p>None.</p>\n");
        else
            WriteAll(page, report);

        page.WriteConstant("</section>\n");
    }

    private static void WriteAll(PageWriter page, AuditReport report)
    {
        page.WriteConstant("<p class=\"filter scripted\"><label for=\"filter\">Filter</label> <input id=\"filter\" type=\"search\" "
            + "placeholder=\"code, name, guid, line\" autocomplete=\"off\" spellcheck=\"false\"> <span id=\"filtered\" "
            + "role=\"status\"></span></p>\n");
        foreach (Finding finding in report.Findings)
        {
            page.Write($"<article class=\"finding {(finding.IsAllowed ? "allowed" : "fault")}\">\n<h3><code>{finding.Code}</code> ");
            page.Write($"<span class=\"count\">{finding.Count}</span> <span class=\"what\">"
                + $"{FindingCode.DescriptionOf(finding.Kind)}</span>");
            page.WriteConstant(finding.IsAllowed ? " <span class=\"tag\">not a fault</span></h3>\n" : "</h3>\n");
            if (finding.Examples.All.Count > 0)
                WriteExamples(page, finding, report.Audit.Inputs.OnlyName);

            page.WriteConstant("</article>\n");
        }
    }

    private static void WriteExamples(PageWriter page, Finding finding, string? onlyInput)
    {
        IReadOnlyList<Example> examples = finding.Examples.All;
        WriteTable(page, examples.Take(MaxUnfolded), onlyInput);
        if (examples.Count > MaxUnfolded)
        {
            page.Write($"<details><summary>{examples.Count - MaxUnfolded} more examples</summary>\n");
            WriteTable(page, examples.Skip(MaxUnfolded), onlyInput);
            page.WriteConstant("</details>\n");
        }

        if (finding.Count > examples.Count)
            page.Write($"<p class=\"note\">The first {examples.Count} of {finding.Count}.</p>\n");
    }

    private static void WriteTable(PageWriter page, IEnumerable<Example> examples, string? onlyInput)
    {
        bool hasLines = examples.Any(example => example.Line is not null || (example.Input is not null && example.Input != onlyInput));
        page.WriteConstant("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        page.WriteConstant(hasLines ? "<th scope=\"col\" class=\"line\">Line</th>" : "");
        page.WriteConstant("<th scope=\"col\">Asset</th><th scope=\"col\">Detail</th></tr></thead>\n<tbody>\n");
        foreach (Example example in examples)
            WriteRow(page, example, hasLines, onlyInput);

        page.WriteConstant("</tbody>\n</table></div>\n");
    }

    private static void WriteRow(PageWriter page, Example example, bool hasLines, string? onlyInput)
    {
        page.WriteConstant(hasLines ? "<tr><td class=\"line\">" : "<tr>");
        if (example.Line is long line)
            page.Write($"{line}");

        if (example.Input is not null && example.Input != onlyInput)
            page.Write($"<br><span class=\"dim\"><bdi>{example.Input}</bdi></span>");

        page.WriteConstant(hasLines ? "</td><td class=\"name\">" : "<td class=\"name\">");
        page.Write($"<bdi>{example.QualifiedName}</bdi>");
        if (example.Guid is not null)
            page.Write($"<br><code class=\"dim\">{example.Guid}</code>");

        page.Write($"</td><td>{example.Detail}</td></tr>\n");
    }
}
