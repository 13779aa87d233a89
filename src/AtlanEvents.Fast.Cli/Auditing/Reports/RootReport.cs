using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Names;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>What was deleted of one connection or scope.</summary>
internal sealed class RootReport(AuditRoot root, int? type)
{
    private const int MaxLevels = 16;

    private readonly List<TypeCounts> _levels = [];

    public AuditRoot Root { get; } = root;

    public TreeNode Tree { get; } = new(root.Text, type);

    /// <summary>The assets by how far they stand below the root, itself first. The last level holds all that are further down.</summary>
    public IReadOnlyList<TypeCounts> Levels => _levels;

    public TypeCounts Level(int depth)
    {
        depth = Math.Min(depth, MaxLevels - 1);
        while (_levels.Count <= depth)
            _levels.Add(new TypeCounts());

        return _levels[depth];
    }

    /// <summary>The types from the root down; within a level the most frequent first.</summary>
    public IReadOnlyList<int> TypesByLevel()
        => [.. _levels.SelectMany(level => level.Present().OrderByDescending(entry => entry.Count).Select(entry => entry.Type)).Distinct()];
}
