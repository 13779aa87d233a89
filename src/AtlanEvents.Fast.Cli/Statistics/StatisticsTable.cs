using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Writes statistics for people: totals, then a section for each field with a bar for each value.</summary>
internal static class StatisticsTable
{
    private const int ColumnGap = 2;
    private const int ShareWidth = 7;
    private const int MinBarWidth = 8;
    private const int MaxBarWidth = 40;

    public static void Write(IAnsiConsole console, EventStatistics statistics, RunTotals totals)
    {
        string size = $"{Quantity.Of(totals.Lines, "line")}, {Quantity.Bytes(totals.Bytes)}";
        console.MarkupLineInterpolated($"[bold]{Quantity.Of(totals.Events, "event")}[/] in {size}");
        if (totals.Unpacked > 0)
        {
            string unpacked = Quantity.Exact(totals.Unpacked);
            console.MarkupLineInterpolated($"[dim]{unpacked} unpacked from compressed or split messages, or from wrappers[/]");
        }

        if (!statistics.Options.Times.IsAll)
            console.MarkupLineInterpolated($"[dim]{RangeOf(statistics)}[/]");

        if (totals.Pending > 0)
            console.MarkupLineInterpolated($"[dim]{Quantity.Of(totals.Pending, "part")} of incomplete messages[/]");

        console.MarkupLineInterpolated($"[dim]{RunText.Speed(totals)}[/]");
        if (totals.Inputs > 0)
            console.MarkupLineInterpolated($"[dim]{RunText.Engine(totals)}[/]");

        Write(
            console,
            [
                .. SectionsOf(statistics, statistics.Events),
                new("Not routable", [.. totals.NotRoutableReasons], totals.Lines, Color.Yellow),
                new("Rejected", [.. totals.RejectedReasons], totals.Lines, Color.Red),
            ]);
        TimeTable.Write(console, statistics);
    }

    /// <summary>Writes only the sections about events.</summary>
    public static void WriteEvents(IAnsiConsole console, EventStatistics statistics, long events)
        => Write(console, SectionsOf(statistics, events));

    /// <summary>Creates only the sections about events, with fewer rows; <see langword="null"/> if there are no events.</summary>
    public static Table? CreateEvents(EventStatistics statistics, int width, int maxRows)
    {
        IEnumerable<Section> sections = SectionsOf(statistics, statistics.Events);
        return Create([.. sections.Select(section => section with { MaxRows = Math.Min(section.MaxRows, maxRows) })], width);
    }

    private static void Write(IAnsiConsole console, Section[] sections)
    {
        if (Create(sections, console.Profile.Width) is Table table)
            console.Write(table);
    }

    private static Table? Create(Section[] sections, int width)
    {
        sections = [.. sections.Where(section => section.Counts.Count > 0).Select(section => section.Top())];
        return sections.Length == 0 ? null : CreateTable(sections, width);
    }

    private static Section[] SectionsOf(EventStatistics statistics, long events) =>
    [
        new("Operation", statistics.OperationType.Sorted(), events, Color.Blue),
        new("Type", statistics.TypeName.Sorted(), events, Color.Blue),
        new("Delete handler", Handlers(statistics), events, Color.Blue),
        new("Scenario", statistics.Scenarios is ScenarioCounts scenarios ? ScenarioStatistics.Rows(scenarios) : [], events, Color.Blue),
        new("Connection", statistics.Connection.Sorted(), events, Color.Blue),
        .. statistics.Tops.Select(top =>
            new Section($"Top {top.Top.Field.Name}", top.Counts.Sorted(), events, Color.Blue) { MaxRows = top.Top.Count }),
    ];

    private static string RangeOf(EventStatistics statistics)
    {
        string outside = $"{Quantity.Exact(statistics.Events)} in the time range, {Quantity.Exact(statistics.OutOfRange)} outside";
        return statistics.OutOfRangeWithoutTime == 0
            ? outside
            : $"{outside}, of which {Quantity.Exact(statistics.OutOfRangeWithoutTime)} have no eventTime";
    }

    private static Table CreateTable(Section[] sections, int width)
    {
        // All sections share the columns: names get their full width if there is room, and bars the rest.
        int countWidth = sections.SelectMany(section => section.Counts).Max(entry => Quantity.Exact(entry.Value).Length);
        int widthForNames = width - countWidth - ShareWidth - (2 * ColumnGap);
        int nameWidth = Math.Min(widthForNames, sections.Max(section => section.NameWidth));
        int barWidth = Math.Min(MaxBarWidth, widthForNames - nameWidth - ColumnGap);

        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn(NewColumn(nameWidth, Justify.Left));
        table.AddColumn(NewColumn(countWidth, Justify.Right));
        table.AddColumn(NewColumn(ShareWidth, Justify.Right));
        if (barWidth >= MinBarWidth)
            table.AddColumn(NewColumn(barWidth, Justify.Left));

        table.Columns[^1].Padding = new Padding(0);

        foreach (Section section in sections)
        {
            table.AddEmptyRow();
            table.AddRow(new Text(section.Title, new Style(decoration: Decoration.Bold)));
            foreach ((string name, long count) in section.Counts)
                AddRow(table, section, name, count, barWidth);
        }

        return table;
    }

    private static TableColumn NewColumn(int width, Justify alignment)
        => new("") { Width = width, NoWrap = true, Alignment = alignment, Padding = new Padding(0, 0, ColumnGap, 0) };

    private static void AddRow(Table table, Section section, string name, long count, int barWidth)
    {
        double share = (double)count / Math.Max(1, section.Total);
        IRenderable[] cells =
        [
            new Text(Section.Indent + name) { Overflow = Overflow.Ellipsis },
            new Text(Quantity.Exact(count)),
            new Text(string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %")),
            new Text(Bar.Of(share, barWidth), new Style(section.Color)),
        ];
        table.AddRow(cells.Take(table.Columns.Count));
    }

    private static KeyValuePair<string, long>[] Handlers(EventStatistics statistics)
    {
        IEnumerable<KeyValuePair<string, long>> handlers =
            statistics.DeleteHandler.Sorted().Select(entry => KeyValuePair.Create(entry.Key + EffectOf(entry.Key), entry.Value));
        if (statistics.DeletesWithoutHandler > 0)
            handlers = handlers.Append(KeyValuePair.Create("none, archive", statistics.DeletesWithoutHandler));

        return [.. handlers.OrderByDescending(entry => entry.Value)];
    }

    private static string EffectOf(string handler) => handler switch
    {
        "HARD" or "PURGE" => ", purge",
        "DEFAULT" or "SOFT" => ", archive",
        _ => "",
    };

    /// <summary>The counts of one field.</summary>
    private sealed record Section(string Title, IReadOnlyList<KeyValuePair<string, long>> Counts, long Total, Color Color)
    {
        public const string Indent = "  ";

        /// <summary>The number of counts that are shown.</summary>
        public int MaxRows { get; init; } = 20;

        public int NameWidth => Math.Max(Title.Length, Counts.Max(entry => (Indent + entry.Key).GetCellWidth()));

        /// <summary>The section with printable names, and only the highest counts; the others are added up in a last row.</summary>
        public Section Top()
        {
            IEnumerable<KeyValuePair<string, long>> top = Counts
                .Take(MaxRows)
                .Select(entry => KeyValuePair.Create(Printable.Of(entry.Key), entry.Value));
            if (Counts.Count > MaxRows)
            {
                long others = Counts.Skip(MaxRows).Sum(entry => entry.Value);
                top = top.Append(KeyValuePair.Create($"and {Quantity.Exact(Counts.Count - MaxRows)} more", others));
            }

            return this with { Counts = [.. top] };
        }
    }
}
