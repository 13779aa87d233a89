using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.HtmlReports.Trees;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.HtmlReports.Pages;

/// <summary>Draws the deleted assets as an icicle, which the script makes zoomable, and lists the largest as a tree to unfold.</summary>
internal sealed class TreeSection
{
    private const int RowHeight = 30;
    private const int MaxName = 60;
    private const int MaxTypesShown = 6;

    // Narrower boxes have no room for a label, in percent.
    private const double MinLabelWidth = 4;

    // Boxes as narrow as this have no room for an outline, in percent.
    private const double MaxThinWidth = 0.5;

    // The number of nodes that the list shows below a node, by level.
    private static readonly int[] s_listed = [50, 30, 12, 6];

    private readonly PageWriter _page;
    private readonly TypeNames _types;
    private int _box;

    private TreeSection(PageWriter page, TypeNames types) => (_page, _types) = (page, types);

    public static void Write(PageWriter page, ReportContent content)
    {
        page.WriteConstant("<section id=\"tree\">\n<h2>Deleted assets</h2>\n");
        if (content.Roots.Count == 0)
            page.WriteConstant("<p>No deleted asset has others below it.</p>\n");
        else
            new TreeSection(page, content.Audit.Audit.Types).Write(content.Roots);

        page.WriteConstant("</section>\n");
    }

    private void Write(IReadOnlyList<AssetNode> roots)
    {
        long total = roots.Sum(root => root.Types.Total);
        int depth = roots.Max(DepthOf);
        int nodes = roots.Sum(CountOf);
        _page.Write($"<p>The width of a box is the number of deleted assets in it. Shown are the largest {nodes} assets with "
            + $"others below them; ");
        _page.WriteConstant("the others are added up in dashed boxes. <span class=\"missing-key\">Marked boxes</span> have no "
            + "delete themselves.</p>\n"
            + "<p class=\"scripted\">Click a box to zoom in, or the box above to zoom out. Keys: arrows, Enter, Escape.</p>\n"
            + "<p class=\"scripted\" id=\"path\" role=\"status\"></p>\n");
        _page.Write($"<svg id=\"icicle\" role=\"group\" aria-label=\"Icicle of {total} deleted assets; the list below has the "
            + $"same content\" ");
        _page.Write($"width=\"100%\" height=\"{(double)(depth * RowHeight)}\">\n");
        double x = 0;
        foreach (AssetNode root in roots)
        {
            double width = 100.0 * root.Types.Total / total;
            WriteBoxes(root, -1, 0, x, width);
            x += width;
        }

        _page.WriteConstant("</svg>\n<h3>As a list</h3>\n<ul class=\"assets\">\n");
        WriteItems(roots, 0);
        _page.WriteConstant("</ul>\n");
    }

    private static int DepthOf(AssetNode node)
        => 1 + Math.Max(node.Rest.Total > 0 ? 1 : 0, node.Children.Select(DepthOf).DefaultIfEmpty(0).Max());

    private static int CountOf(AssetNode node) => 1 + node.Children.Sum(CountOf);

    private void WriteBoxes(AssetNode node, int parent, int depth, double x, double width)
    {
        int box = _box++;
        string label = node.IsDeleted ? node.Name : $"{node.Name} (no delete)";
        WriteBox(node.IsDeleted ? "" : " missing", parent, depth, x, width, label, $"{label}: {Describe(node.Types)}");
        double unit = width / Math.Max(1, node.Types.Total);

        // The asset itself takes its share too, so that a box is as wide as what is below it and one more.
        foreach (AssetNode child in node.Children)
        {
            double childWidth = child.Types.Total * unit;
            WriteBoxes(child, box, depth + 1, x, childWidth);
            x += childWidth;
        }

        if (node.Rest.Total > 0)
        {
            _box++;
            string rest = Describe(node.Rest);
            WriteBox(" rest", box, depth + 1, x, node.Rest.Total * unit, rest, $"{rest} in {node.Name}");
        }
    }

    private void WriteBox(string kind, int parent, int depth, double x, double width, string label, string description)
    {
        string narrow = width < MaxThinWidth ? " narrow thin" : width < MinLabelWidth ? " narrow" : "";
        _page.Write($"<svg class=\"box d{(double)depth}{kind}{narrow}\" data-p=\"{(double)parent}\" x=\"{x}%\" width=\"{width}%\" ");
        _page.Write($"y=\"{(double)(depth * RowHeight)}\" height=\"{(double)(RowHeight - 1)}\"><title>{description}</title>");
        _page.Write($"<rect width=\"100%\" height=\"100%\" rx=\"3\"/><text x=\"7\" y=\"19\">"
            + $"{PageWriter.Shown(label, MaxName)}</text></svg>\n");
    }

    private void WriteItem(AssetNode node, int depth)
    {
        bool hasChildren = node.Children.Count > 0 && depth < s_listed.Length - 1;
        _page.WriteConstant(!hasChildren ? "<li>" : depth < 1 ? "<li><details open><summary>" : "<li><details><summary>");
        _page.Write($"<bdi>{node.Name}</bdi> ");
        if (!node.IsDeleted)
            _page.WriteConstant("<span class=\"tag bad\">no delete</span> ");

        _page.Write($"<span class=\"dim\">{Describe(node.Types)}</span>");
        if (hasChildren)
        {
            _page.WriteConstant("</summary>\n<ul>\n");
            WriteItems(node.Children, depth + 1);
            if (node.Rest.Total > 0)
                _page.Write($"<li class=\"dim\">{Describe(node.Rest)}</li>\n");

            _page.WriteConstant("</ul></details>");
        }

        _page.WriteConstant("</li>\n");
    }

    private void WriteItems(IReadOnlyList<AssetNode> nodes, int depth)
    {
        foreach (AssetNode node in nodes.Take(s_listed[depth]))
            WriteItem(node, depth);

        if (nodes.Count > s_listed[depth])
            _page.Write($"<li class=\"dim\">and {nodes.Count - s_listed[depth]} more with assets below them</li>\n");
    }

    /// <summary>Such as <c>15,000 Column, 500 Table</c>.</summary>
    private string Describe(TypeCounts counts)
    {
        (int Type, long Count)[] sorted =
        [
            .. counts.Present().OrderByDescending(entry => entry.Count).ThenBy(entry => _types[entry.Type], StringComparer.Ordinal),
        ];
        IEnumerable<string> shown = sorted.Take(MaxTypesShown).Select(entry => $"{Quantity.Exact(entry.Count)} {_types[entry.Type]}");
        if (sorted.Length > MaxTypesShown)
            shown = shown.Append($"{Quantity.Exact(sorted.Skip(MaxTypesShown).Sum(entry => entry.Count))} others");

        return string.Join(", ", shown);
    }
}
