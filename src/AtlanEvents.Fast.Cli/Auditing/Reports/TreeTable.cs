using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>Writes the deleted assets of a root as a table: a row for each asset with others below it, a column for each type.</summary>
internal static class TreeTable
{
    private const int MaxRows = 24;
    private const int ColumnGap = 2;
    private const int WidthForNames = 40;

    public static void Write(IAnsiConsole console, RootReport report, TypeNames types)
    {
        List<Row> rows = RowsOf(report.Tree);
        int longest = rows.Max(row => row.Width);
        Column[] columns = ColumnsOf(report, types, console.Profile.Width - Math.Min(WidthForNames, longest));
        int nameWidth = Math.Min(longest, console.Profile.Width - columns.Sum(column => column.Width + ColumnGap));

        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn(new TableColumn("") { Width = nameWidth, NoWrap = true, Padding = new Padding(0, 0, ColumnGap, 0) });
        foreach (Column column in columns)
        {
            table.AddColumn(new TableColumn("")
            {
                Width = column.Width,
                NoWrap = true,
                Alignment = Justify.Right,
                Padding = new Padding(0, 0, ColumnGap, 0),
            });
        }


        table.Columns[^1].Padding = new Padding(0);

        var dim = new Style(decoration: Decoration.Dim);
        table.AddRow([new Text(""), .. columns.Select(column => new Text(column.Title, dim))]);
        foreach (Row row in rows)
        {
            var style = new Style(row.IsMissing ? Color.Red : null, decoration: row.IsRoot ? Decoration.Bold : Decoration.None);
            table.AddRow([new Text(row.Fit(nameWidth), style), .. columns.Select(column => new Text(column.Show(row)))]);
        }

        console.Write(table);
    }

    // Includes the second level only if all of it fits.
    private static List<Row> RowsOf(TreeNode root)
    {
        var rows = new List<Row> { new(LabelOf("", root), root.Types, IsRoot: true, !root.IsDeleted) };
        IReadOnlyList<TreeNode> children = root.Children;
        bool isDeep = children.Sum(child => 2 + child.Children.Count) <= MaxRows && children.All(child => child.FurtherChildren == 0);
        AddChildren(rows, root, "", isDeep ? 2 : 1);
        return rows;
    }

    private static void AddChildren(List<Row> rows, TreeNode node, string indent, int levels)
    {
        if (levels == 0 || node.Children.Count == 0)
            return;

        TreeNode[] shown = [.. node.Children.Take(node.Children.Count <= MaxRows ? MaxRows : MaxRows - 1)];
        Rest? rest = RestOf(node, shown);
        for (int i = 0; i < shown.Length; i++)
        {
            bool isLast = i == shown.Length - 1 && rest is null;
            string label = LabelOf(indent + (isLast ? "└─ " : "├─ "), shown[i]);
            rows.Add(new Row(label, shown[i].Types, IsRoot: false, IsMissing: !shown[i].IsDeleted));
            AddChildren(rows, shown[i], indent + (isLast ? "   " : "│  "), levels - 1);
        }

        if (rest is not null)
            rows.Add(new Row($"{indent}└─ {rest.Label}", rest.Types, IsRoot: false, IsMissing: false));
    }

    /// <summary>The deleted assets below a node that are not below the children shown.</summary>
    private static Rest? RestOf(TreeNode node, TreeNode[] shown)
    {
        var rest = new TypeCounts();
        rest.Add(node.Types);
        foreach (TreeNode child in shown)
        {
            foreach ((int type, long count) in child.Types.Present())
                rest.Add(type, -count);
        }

        // The counts of a node include the node itself.
        int more = node.Children.Count - shown.Length + node.FurtherChildren;
        if (rest.Total <= (node.IsDeleted ? 1 : 0))
            return null;

        if (node.Type is int own)
            rest.Add(own, -1);

        return new Rest(more == 0 ? "without assets below" : $"and {Quantity.Exact(more)} more", rest);
    }

    private static string LabelOf(string indent, TreeNode node) => indent + Printable.Of(node.Name);

    // Types that do not fit share the last column.
    private static Column[] ColumnsOf(RootReport report, TypeNames types, int width)
    {
        IReadOnlyList<int> all = report.TypesByLevel();
        Column[] columns = [.. all.Select(type => new Column(Printable.Of(types[type]), [type], report.Tree.Types))];
        if (columns.Sum(column => column.Width + ColumnGap) <= width)
            return columns;

        int kept = columns.Length - 1;
        var others = new Column("others", [.. all.Skip(kept)], report.Tree.Types);
        while (kept > 1 && columns.Take(kept).Append(others).Sum(column => column.Width + ColumnGap) > width)
            others = new Column("others", [.. all.Skip(--kept)], report.Tree.Types);

        return [.. columns.Take(kept), others];
    }

    private sealed record Rest(string Label, TypeCounts Types);

    private sealed record Row(string Label, TypeCounts Types, bool IsRoot, bool IsMissing)
    {
        private string Mark => IsMissing ? "  no delete" : "";

        public int Width => Label.GetCellWidth() + Mark.Length;

        /// <summary>The label, truncated if necessary; the console would wrap it at spaces.</summary>
        public string Fit(int width)
        {
            if (Width <= width)
                return Label + Mark;

            int length = 0;
            int cells = Mark.Length;
            foreach (Rune rune in Label.EnumerateRunes())
            {
                cells += rune.ToString().GetCellWidth();
                if (cells >= width)
                    break;

                length += rune.Utf16SequenceLength;
            }

            return $"{Label[..length]}…{Mark}";
        }
    }

    /// <summary>The counts of one type, or of several.</summary>
    private sealed class Column(string title, int[] types, TypeCounts totals)
    {
        public string Title => title;

        public int Width { get; } = Math.Max(title.GetCellWidth(), Quantity.Exact(types.Sum(type => totals[type])).Length);

        public string Show(Row row) => types.Sum(type => row.Types[type]) is > 0 and long count ? Quantity.Exact(count) : "";
    }
}
