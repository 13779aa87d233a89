using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>The result of an audit.</summary>
/// <param name="Audit">The counts.</param>
/// <param name="Roots">The connections and scopes.</param>
/// <param name="Totals">The counts of the lines.</param>
/// <param name="Names">The deleted assets by name.</param>
internal sealed record AuditReport(Audit Audit, IReadOnlyList<RootReport> Roots, RunTotals Totals, NameIndex Names)
{
    /// <summary>All findings, including allowed ones.</summary>
    public IReadOnlyList<Finding> Findings { get; } = [.. Audit.Findings.Found];

    /// <summary>The number of findings that are not allowed.</summary>
    public int Faults => Findings.Count(finding => !finding.IsAllowed);

    /// <summary>Whether the delete is complete and correct as far as the events show.</summary>
    public bool IsClean => Faults == 0;
}

/// <summary>The deleted assets of one connection or scope.</summary>
internal sealed class RootReport(AuditRoot root, int? type)
{
    private const int MaxLevels = 16;

    private readonly List<TypeCounts> _levels = [];

    public AuditRoot Root { get; } = root;

    public TreeNode Tree { get; } = new(root.Text, type);

    /// <summary>The assets by their depth below the root, which is the first level. The last level includes everything below it.</summary>
    public IReadOnlyList<TypeCounts> Levels => _levels;

    public TypeCounts Level(int depth)
    {
        depth = Math.Min(depth, MaxLevels - 1);
        while (_levels.Count <= depth)
            _levels.Add(new TypeCounts());

        return _levels[depth];
    }

    /// <summary>The types from the root down; within a level, the most frequent first.</summary>
    public IReadOnlyList<int> TypesByLevel()
        => [.. _levels.SelectMany(level => level.Present().OrderByDescending(entry => entry.Count).Select(entry => entry.Type)).Distinct()];
}
