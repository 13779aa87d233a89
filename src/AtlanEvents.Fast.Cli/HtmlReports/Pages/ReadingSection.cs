using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.HtmlReports.Pages;

/// <summary>Writes how the inputs were read, so that the page is evidence: checksums, outcomes of lines, options, version.</summary>
internal static class ReadingSection
{
    private const int MaxInputs = 200;

    public static void Write(PageWriter page, ReportContent content)
    {
        RunTotals totals = content.Run.Totals;
        page.WriteConstant("<section id=\"reading\">\n<h2>How it was read</h2>\n<div class=\"scroll\" tabindex=\"0\"><table>"
            + "\n<caption>Inputs</caption>\n<thead><tr>"
            + "<th scope=\"col\">Name</th><th scope=\"col\" class=\"n\">Bytes</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
        foreach (InputDigest input in content.Inputs.Take(MaxInputs))
        {
            page.Write($"<tr><th scope=\"row\"><bdi>{input.Name}</bdi></th>");
            if (input.Sha256 is string hash)
                page.Write($"<td class=\"n\">{input.Length!.Value}</td><td><code class=\"hash\">{hash}</code></td></tr>\n");
            else
                page.WriteConstant("<td></td><td>none: it is not a file</td></tr>\n");
        }

        if (content.Inputs.Count > MaxInputs)
            page.Write($"<tr><td colspan=\"3\">and {content.Inputs.Count - MaxInputs} more</td></tr>\n");

        page.WriteConstant("</tbody>\n</table></div>\n<p class=\"note\">Check them with <code>sha256sum</code>. "
            + "Compressed inputs are hashed as they are.</p>\n");
        WriteLines(page, totals);
        if (content.FirstRejected is string first)
            page.Write($"<p>The first rejected line: {first}.</p>\n");

        WriteOptions(page, content);
        page.WriteConstant("</section>\n");
    }

    private static void WriteLines(PageWriter page, RunTotals totals)
    {
        page.WriteConstant("<div class=\"scroll\" tabindex=\"0\"><table>\n<caption>Every line has one outcome</caption>\n<thead "
            + "class=\"hidden\"><tr>"
            + "<th scope=\"col\">Outcome</th><th scope=\"col\">Lines</th><th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n");
        WriteLine(page, "Events", totals.Events, totals.Unpacked > 0 ? "some unpacked from messages or wrappers" : "");
        WriteLine(page, "Blank", totals.Blank, "");
        WriteLine(page, "Not routable", totals.NotRoutable, Reasons(totals.NotRoutableReasons, "valid JSON that is not an asset event"));
        WriteLine(page, "Rejected", totals.Rejected, Reasons(totals.RejectedReasons, "invalid"));
        WriteLine(page, "Incomplete", totals.Pending, "parts of messages whose other parts were not read");
        WriteLine(page, "All", totals.Lines, $"{totals.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes after decompression");
        page.WriteConstant("</tbody>\n</table></div>\n");
    }

    private static string Reasons(IEnumerable<KeyValuePair<string, long>> reasons, string meaning)
    {
        string counts = string.Join(", ", reasons.Select(reason => $"{reason.Key} {reason.Value}"));
        return counts.Length == 0 ? meaning : $"{meaning}: {counts}";
    }

    private static void WriteLine(PageWriter page, string outcome, long count, string meaning)
        => page.Write($"<tr><th scope=\"row\" class=\"key\">{outcome}</th><td class=\"n\">{count}</td><td>{meaning}</td></tr>\n");

    private static void WriteOptions(PageWriter page, ReportContent content)
    {
        page.Write($"<p>Written by <code>atlan-events {content.Version}</code>");
        if (content.Options.Count > 0)
        {
            page.WriteConstant(" with ");
            foreach (string option in content.Options)
                page.Write($"<code>{option}</code> ");
        }

        page.WriteConstant(". The same inputs and options give the same page, byte for byte.</p>\n");
    }
}
