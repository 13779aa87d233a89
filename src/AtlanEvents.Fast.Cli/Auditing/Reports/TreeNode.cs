using AtlanEvents.Fast.Cli.Auditing.Assets;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>An asset with others below it, and the deleted assets there by type.</summary>
/// <param name="name">The last segment of its name.</param>
/// <param name="type">Its type, if it was deleted itself.</param>
internal sealed class TreeNode(string name, int? type)
{
    /// <summary>The maximum number of child nodes.</summary>
    private const int MaxChildren = 64;

    private readonly List<TreeNode> _children = [];

    public string Name { get; } = name;

    public int? Type { get; } = type;

    /// <summary>Whether the asset itself was deleted.</summary>
    public bool IsDeleted => Type is not null;

    /// <summary>The deleted assets: the asset itself and all below it.</summary>
    public TypeCounts Types { get; } = CountsOf(type);

    /// <summary>The first children that have assets below them, by name.</summary>
    public IReadOnlyList<TreeNode> Children => _children;

    /// <summary>The number of further such children.</summary>
    public int FurtherChildren { get; private set; }

    /// <summary>Adds a child, or only counts it if this node or the whole tree is full.</summary>
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
