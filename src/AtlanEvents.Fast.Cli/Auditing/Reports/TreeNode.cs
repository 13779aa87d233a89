using AtlanEvents.Fast.Cli.Auditing.Assets;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>An asset with others below it, and how many of which type were deleted there.</summary>
/// <param name="name">The last part of its name.</param>
/// <param name="type">Its type, if it was deleted itself.</param>
internal sealed class TreeNode(string name, int? type)
{
    /// <summary>How many nodes are kept below one.</summary>
    private const int MaxChildren = 64;

    private readonly List<TreeNode> _children = [];

    public string Name { get; } = name;

    public int? Type { get; } = type;

    /// <summary>Whether it was deleted itself.</summary>
    public bool IsDeleted => Type is not null;

    /// <summary>The assets deleted here: itself and all below.</summary>
    public TypeCounts Types { get; } = CountsOf(type);

    /// <summary>The first of those that have assets below themselves, by name.</summary>
    public IReadOnlyList<TreeNode> Children => _children;

    /// <summary>How many more of them there are.</summary>
    public int FurtherChildren { get; private set; }

    /// <summary>Adds a node, or only counts it if there are enough here, or everywhere.</summary>
    public bool TryAdd(TreeNode child, bool isFull)
    {
        if (isFull || _children.Count == MaxChildren)
        {
            FurtherChildren++;
            return false;
        }

        _children.Add(child);
        return true;
    }

    private static TypeCounts CountsOf(int? own)
    {
        var counts = new TypeCounts();
        if (own is int type)
            counts.Add(type);

        return counts;
    }
}
