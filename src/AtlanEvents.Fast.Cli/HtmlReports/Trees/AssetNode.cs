using AtlanEvents.Fast.Cli.Auditing.Assets;

namespace AtlanEvents.Fast.Cli.HtmlReports.Trees;

/// <summary>An asset with others below it, in the tree of a report.</summary>
/// <param name="name">The last segment of its name; the whole name of a root.</param>
/// <param name="type">Its type, if it was deleted itself.</param>
internal sealed class AssetNode(string name, int? type)
{
    public string Name => name;

    public int? Type => type;

    /// <summary>Whether the asset itself was deleted.</summary>
    public bool IsDeleted => type is not null;

    /// <summary>The nodes below, the largest first.</summary>
    public List<AssetNode> Children { get; } = [];

    /// <summary>The deleted assets below that are not below a child, nor a child themselves, by type.</summary>
    public TypeCounts Rest { get; } = new();

    /// <summary>All deleted assets: the asset itself and all below it, by type. Set when the tree is complete.</summary>
    public TypeCounts Types { get; } = new();

    /// <summary>Adds up the deleted assets from the leaves to this node.</summary>
    public void Complete()
    {
        foreach (AssetNode child in Children)
        {
            child.Complete();
            if (child.Type is int own)
                Rest.Add(own, -1);
        }

        Types.Add(Rest);
        foreach (AssetNode child in Children)
            Types.Add(child.Types);

        if (type is int mine)
            Types.Add(mine);
    }
}
