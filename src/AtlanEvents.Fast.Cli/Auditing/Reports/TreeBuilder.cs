using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Auditing.Names;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>Counts the deleted assets below each root by level, and below each asset on the two levels under the root.</summary>
internal sealed class TreeBuilder
{
    private const int NodeLevels = 2;
    private const int MaxNodes = 10_000;

    private readonly Audit _audit;
    private readonly NameIndex _names;
    private readonly RootReport[] _roots;
    private readonly Dictionary<ulong, TreeNode> _nodes = [];

    private TreeBuilder(Audit audit, NameIndex names)
    {
        _audit = audit;
        _names = names;
        _roots = [.. audit.Roots.Roots.Select(root => new RootReport(root, TypeOf(SeededHash.Of(root.Name))))];
    }

    /// <summary>Builds the reports of all roots, the largest first.</summary>
    /// <param name="audit">The complete audit. Its parent table contains all ancestors up to the roots.</param>
    /// <param name="names">The deleted assets by name.</param>
    public static IReadOnlyList<RootReport> Build(Audit audit, NameIndex names)
    {
        var builder = new TreeBuilder(audit, names);
        builder.AddRoots();
        builder.AddNodes();
        for (int parent = 0; parent < audit.Parents.Count; parent++)
            builder.AddCounts(parent);

        return [.. builder._roots.OrderByDescending(root => root.Root.Types.Total).ThenBy(root => root.Root.Text, StringComparer.Ordinal)];
    }

    private void AddRoots()
    {
        foreach (RootReport root in _roots)
        {
            _nodes.Add(SeededHash.Of(root.Root.Name), root.Tree);
            root.Level(0).Add(root.Tree.Types);
        }
    }

    // Sorted by name, so that the order of the events does not matter.
    private void AddNodes()
    {
        var numbers = new List<int>();
        for (int parent = 0; parent < _audit.Parents.Count; parent++)
        {
            if (DepthOf(parent) is > 0 and <= NodeLevels)
                numbers.Add(parent);
        }

        numbers.Sort((one, two) => _audit.Parents.NameOf(one).SequenceCompareTo(_audit.Parents.NameOf(two)));
        foreach (int parent in numbers)
        {
            ReadOnlySpan<byte> name = _audit.Parents.NameOf(parent);
            ReadOnlySpan<byte> above = AssetPath.ParentOf(name);
            if (!_nodes.TryGetValue(SeededHash.Of(above), out TreeNode? aboveNode))
                continue;

            ulong hash = _audit.Parents[parent].Name;
            var node = new TreeNode(Examples.TextOf(name[(above.Length + 1)..]), TypeOf(hash));
            if (aboveNode.TryAdd(node, isFull: _nodes.Count >= MaxNodes))
                _nodes.Add(hash, node);
        }
    }

    private void AddCounts(int parent)
    {
        RootReport root = _roots[_audit.Parents[parent].Root];
        int depth = DepthOf(parent);
        TypeCounts level = root.Level(depth + 1);
        ReadOnlySpan<byte> name = _audit.Parents.NameOf(parent);
        TreeNode?[] nodes = [root.Tree, NodeAt(name, root, depth, 1), NodeAt(name, root, depth, 2)];
        foreach (ChildCount count in _audit.Parents.ChildrenOf(parent))
        {
            level.Add(count.Type, count.Count);
            foreach (TreeNode? node in nodes)
                node?.Types.Add(count.Type, count.Count);
        }
    }

    /// <summary>The node of the parent itself, or of its ancestor at a level.</summary>
    private TreeNode? NodeAt(ReadOnlySpan<byte> name, RootReport root, int depth, int level)
    {
        if (depth < level)
            return null;

        int length = root.Root.Name.Length;
        for (int passed = 0; passed < level; passed++)
        {
            int next = name[(length + 1)..].IndexOf(AssetPath.Separator);
            length = next < 0 ? name.Length : length + 1 + next;
        }

        return _nodes.GetValueOrDefault(SeededHash.Of(name[..length]));
    }

    private int DepthOf(int parent)
        => AssetPath.DepthBelow(_audit.Parents.NameOf(parent), _audit.Roots.Roots[_audit.Parents[parent].Root].Name);

    private int? TypeOf(ulong name) => _names.Find(name) is >= 0 and int asset ? _audit.Assets[asset].Type : null;
}
