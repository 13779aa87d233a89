using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;
using AtlanEvents.Fast.Cli.Auditing.Reports;

namespace AtlanEvents.Fast.Cli.HtmlReports.Trees;

/// <summary>Builds the tree of deleted assets: the largest parents as nodes, all other assets added up in the node above them.</summary>
internal sealed class AssetTree
{
    /// <summary>The maximum number of nodes.</summary>
    public const int MaxNodes = 2_000;

    private const int MaxDepth = 8;

    private readonly Audit _audit;
    private readonly NameIndex _names;
    private readonly int[] _parentOf;
    private readonly long[] _below;

    private AssetTree(AuditReport report)
    {
        _audit = report.Audit;
        _names = report.Names;
        int count = _audit.Parents.Count;
        (_parentOf, _below) = (new int[count], new long[count]);
        for (int parent = 0; parent < count; parent++)
            _parentOf[parent] = FindParentOf(parent);

        for (int parent = 0; parent < count; parent++)
        {
            long children = _audit.Parents.ChildrenOf(parent).Sum(child => child.Count);
            for (int above = parent; above >= 0; above = _parentOf[above])
                _below[above] += children;
        }
    }

    /// <summary>Builds the trees of all roots that have assets below them, the largest first.</summary>
    public static IReadOnlyList<AssetNode> Build(AuditReport report)
    {
        var tree = new AssetTree(report);
        int[] largest = [.. Enumerable.Range(0, tree._below.Length).Where(parent => tree.DepthOf(parent) < MaxDepth)];
        Array.Sort(largest, tree.Compare);

        // A node is at least as large as the nodes below it and has a shorter name, so it comes first.
        var nodes = new Dictionary<int, AssetNode>();
        var roots = new List<AssetNode>();
        foreach (int parent in largest.Take(MaxNodes))
        {
            int above = tree._parentOf[parent];
            AssetNode node = tree.NodeOf(parent, above);
            nodes.Add(parent, node);
            (above < 0 ? roots : nodes[above].Children).Add(node);
        }

        tree.AddRest(nodes);
        foreach (AssetNode root in roots)
            root.Complete();

        return roots;
    }

    private void AddRest(Dictionary<int, AssetNode> nodes)
    {
        for (int parent = 0; parent < _parentOf.Length; parent++)
        {
            int owner = parent;
            while (owner >= 0 && !nodes.ContainsKey(owner))
                owner = _parentOf[owner];

            // The roots may be more than the maximum number of nodes.
            if (owner < 0)
                continue;

            foreach (ChildCount child in _audit.Parents.ChildrenOf(parent))
                nodes[owner].Rest.Add(child.Type, child.Count);
        }
    }

    private int Compare(int one, int two)
    {
        int order = _below[two].CompareTo(_below[one]);
        if (order != 0)
            return order;

        ReadOnlySpan<byte> first = _audit.Parents.NameOf(one);
        ReadOnlySpan<byte> second = _audit.Parents.NameOf(two);
        return first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
    }

    private AssetNode NodeOf(int parent, int above)
    {
        ReadOnlySpan<byte> name = _audit.Parents.NameOf(parent);
        if (above >= 0)
            name = name[(_audit.Parents.NameOf(above).Length + 1)..];

        int asset = _names.Find(_audit.Parents[parent].Name);
        return new AssetNode(Examples.TextOf(name), asset < 0 ? null : _audit.Assets[asset].Type);
    }

    private byte[] RootOf(int parent) => _audit.Roots.Roots[_audit.Parents[parent].Root].Name;

    private int DepthOf(int parent) => AssetPath.DepthBelow(_audit.Parents.NameOf(parent), RootOf(parent));

    // The audit has added all parents up to the roots, unless there are too many.
    private int FindParentOf(int parent)
    {
        ReadOnlySpan<byte> name = _audit.Parents.NameOf(parent);
        return name.Length <= RootOf(parent).Length
            ? -1
            : _audit.Parents.FindOrAdd(AssetPath.ParentOf(name), _audit.Parents[parent].Root) is int above && above < _parentOf.Length
                ? above
                : -1;
    }
}
