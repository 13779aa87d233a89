using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>What an audit came to.</summary>
/// <param name="Audit">The counts.</param>
/// <param name="Roots">The connections and scopes.</param>
/// <param name="Totals">What became of the lines.</param>
internal sealed record AuditReport(Audit Audit, IReadOnlyList<RootReport> Roots, RunTotals Totals)
{
    /// <summary>What was found, allowed or not.</summary>
    public IReadOnlyList<Finding> Findings { get; } = [.. Audit.Findings.Found];

    /// <summary>How many kinds of findings are held against the delete.</summary>
    public int Faults => Findings.Count(finding => !finding.IsAllowed);

    /// <summary>Whether the delete is complete, as far as the events tell, and nothing is off.</summary>
    public bool IsClean => Faults == 0;
}
