using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>Writes a report for people: the trees, the findings, and the verdict on the last line.</summary>
internal static class AuditText
{
    private const int MaxRoots = 10;

    public static void Write(IAnsiConsole console, AuditReport report)
    {
        Audit audit = report.Audit;
        string size = $"{Quantity.Of(report.Totals.Lines, "line")}, {Quantity.Bytes(report.Totals.Bytes)}";
        console.MarkupLineInterpolated($"[bold]{Quantity.Of(audit.Deletes, "delete")}[/] in {size}");
        console.MarkupLineInterpolated($"[dim]{RunText.Speed(report.Totals)}[/]");
        if (audit.DeletesOutOfScope > 0)
            console.MarkupLineInterpolated($"[dim]{Quantity.Exact(audit.DeletesOutOfScope)} deletes of other assets were left out[/]");

        foreach (RootReport root in report.Roots.Take(MaxRoots))
        {
            console.WriteLine();
            TreeTable.Write(console, root, audit.Types);
        }

        if (report.Roots.Count > MaxRoots)
        {
            console.WriteLine();
            long assets = report.Roots.Skip(MaxRoots).Sum(root => root.Root.Types.Total);
            console.WriteLine($"and {Quantity.Exact(report.Roots.Count - MaxRoots)} more with {Quantity.Of(assets, "asset")}");
        }

        WriteGroup(console, "Outside any connection", audit.Outside, audit.Types);
        WriteGroup(console, "Without a name", audit.Nameless, audit.Types);
        FindingText.Write(console, "Findings", Color.Red, [.. report.Findings.Where(finding => !finding.IsAllowed)], audit.Inputs.OnlyName);
        FindingText.Write(console, "Notes", Color.Yellow, [.. report.Findings.Where(finding => finding.IsAllowed)], audit.Inputs.OnlyName);
        console.WriteLine();
        console.Write(new Text(VerdictOf(report), new Style(report.IsClean ? Color.Green : Color.Red, decoration: Decoration.Bold)));
        console.WriteLine();
    }

    /// <summary>The verdict as a sentence.</summary>
    public static string VerdictOf(AuditReport report)
    {
        if (!report.IsClean)
            return $"Not clean: {Quantity.Of(report.Faults, "finding")}.";

        Audit audit = report.Audit;
        string assets = Quantity.Of(audit.Deleted.Total, "asset");
        string roots = audit.Options.Scopes.Count > 0 ? $" under {Quantity.Of(audit.Scopes.Names.Count, "name")}"
            : report.Roots.Count == 0 ? " outside any connection"
            : $" of {Quantity.Of(report.Roots.Count, "connection")}{(audit.Outside.Total > 0 ? " and outside any" : "")}";
        bool hasRepeats = report.Findings.Any(finding => finding.Kind is FindingKind.DuplicateDelete or FindingKind.ConflictingDelete);
        string once = hasRepeats ? "" : ", each deleted once";
        string how = audit.Purged == audit.Deleted.Total ? ", all by purge"
            : audit.Archived == audit.Deleted.Total ? ", all by archive"
            : $", {Quantity.Exact(audit.Purged)} by purge and {Quantity.Exact(audit.Archived)} by archive";
        int allowed = report.Findings.Count(finding => finding.IsAllowed && finding.Kind != FindingKind.SharedName);
        string allowing = allowed == 0 ? "" : $"; {Quantity.Of(allowed, "finding")} allowed";
        return $"Clean: {assets}{roots}{once}{how}{allowing}.";
    }

    private static void WriteGroup(IAnsiConsole console, string title, TypeCounts counts, TypeNames types)
    {
        if (counts.Total == 0)
            return;

        console.WriteLine();
        console.Write(new Text(title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        foreach ((int type, long count) in counts.Present().OrderByDescending(entry => entry.Count).Take(MaxRoots))
            console.WriteLine($"  {Quantity.Exact(count)} {Printable.Of(types[type])}");
    }
}
