using System.Globalization;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Draws statistics for people: totals, then a section a field with a bar for each value.</summary>
internal static class StatisticsTable
{
    private const int MaxRows = 20;
    private const int ColumnGap = 2;
    private const int ShareWidth = 7;
    private const int NarrowestBar = 8;
    private const int WidestBar = 40;

    public static void Write(IAnsiConsole console, EventStatistics statistics, RunTotals totals)
    {
        console.MarkupLineInterpolated(
            $"[bold]{Quantity.Exact(totals.Events)}[/] events in {Quantity.Exact(totals.Lines)} lines, {Quantity.Bytes(totals.Bytes)}");
        if (totals.Unpacked > 0)
            console.MarkupLineInterpolated($"[dim]{Quantity.Exact(totals.Unpacked)} of them out of compressed or split messages, or of wrappers[/]");

        if (totals.Pending > 0)
            console.MarkupLineInterpolated($"[dim]{Quantity.Exact(totals.Pending)} parts of messages that were not complete yet[/]");

        console.MarkupLineInterpolated(
            $"[dim]{Quantity.Seconds(totals.Elapsed)}, {Quantity.BytesPerSecond(totals.BytesPerSecond)}, {Quantity.Count(totals.EventsPerSecond)} events/s[/]");

        if (totals.Inputs > 0)
            console.MarkupLineInterpolated($"[dim]{EngineOf(totals)}[/]");

        Write(
            console,
            [
                .. SectionsOf(statistics, totals.Events),
                new("Not routable", [.. totals.NotRoutableReasons], totals.Lines, Color.Yellow),
                new("Rejected", [.. totals.RejectedReasons], totals.Lines, Color.Red),
            ]);
    }

    /// <summary>Draws the sections of events alone.</summary>
    public static void WriteEvents(IAnsiConsole console, EventStatistics statistics, long events) => Write(console, SectionsOf(statistics, events));

    private static void Write(IAnsiConsole console, Section[] sections)
    {
        sections = [.. sections.Where(section => section.Counts.Count > 0).Select(section => section.Top(MaxRows))];
        if (sections.Length > 0)
            console.Write(Draw(sections, console.Profile.Width));
    }

    private static Section[] SectionsOf(EventStatistics statistics, long events) =>
    [
        new("Operation", statistics.OperationType.Sorted(), events, Color.Blue),
        new("Type", statistics.TypeName.Sorted(), events, Color.Blue),
        new("Delete handler", Handlers(statistics), events, Color.Blue),
        new("Scenario", statistics.Scenarios is ScenarioCounts scenarios ? ScenarioStatistics.Rows(scenarios) : [], events, Color.Blue),
        new("Connection", statistics.Connection.Sorted(), events, Color.Blue),
    ];

    /// <summary>Which engine read the lines, and how: what tells somebody with slow data why it is slow.</summary>
    private static string EngineOf(RunTotals totals) => totals.Engine == EventEngine.Fast
        ? $"engine fast, {totals.VectorBits} bits: {Quantity.Exact(totals.LinesByFastPath)} lines recognised, {Quantity.Exact(totals.LinesByGeneralPath)} parsed in full"
        : $"engine {totals.Engine.ToString().ToLowerInvariant()}: {Quantity.Exact(totals.LinesByReferencePath)} lines parsed in full";

    private static Table Draw(Section[] sections, int width)
    {
        // The same columns for all sections: the names as wide as they are, if there is room, and the bars in what is left.
        int countWidth = sections.SelectMany(section => section.Counts).Max(entry => Quantity.Exact(entry.Value).Length);
        int widthForNames = width - countWidth - ShareWidth - (2 * ColumnGap);
        int nameWidth = Math.Min(widthForNames, sections.Max(section => section.NameWidth));
        int barWidth = Math.Min(WidestBar, widthForNames - nameWidth - ColumnGap);

        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn(NewColumn(nameWidth, Justify.Left));
        table.AddColumn(NewColumn(countWidth, Justify.Right));
        table.AddColumn(NewColumn(ShareWidth, Justify.Right));
        if (barWidth >= NarrowestBar)
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
        double share = (double)count / Math.Max(1, section.Whole);
        IRenderable[] cells =
        [
            new Text(Section.Indent + name) { Overflow = Overflow.Ellipsis },
            new Text(Quantity.Exact(count)),
            new Text(string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %")),
            new Text(Bar(share, barWidth), new Style(section.Color)),
        ];
        table.AddRow(cells.Take(table.Columns.Count));
    }

    // In eighths of a character; what is not nothing shows.
    private static string Bar(double share, int width)
    {
        const string Eighths = " ▏▎▍▌▋▊▉";
        int eighths = Math.Max(1, (int)Math.Round(Math.Min(1, share) * Math.Max(1, width) * 8));
        string full = new('█', eighths / 8);
        return eighths % 8 == 0 ? full : full + Eighths[eighths % 8];
    }

    private static KeyValuePair<string, long>[] Handlers(EventStatistics statistics)
    {
        IEnumerable<KeyValuePair<string, long>> handlers =
            statistics.DeleteHandler.Sorted().Select(entry => KeyValuePair.Create(entry.Key + Meaning(entry.Key), entry.Value));
        if (statistics.DeletesWithoutHandler > 0)
            handlers = handlers.Append(KeyValuePair.Create("none, archive", statistics.DeletesWithoutHandler));

        return [.. handlers.OrderByDescending(entry => entry.Value)];
    }

    private static string Meaning(string handler) => handler switch
    {
        "HARD" or "PURGE" => ", purge",
        "DEFAULT" or "SOFT" => ", archive",
        _ => "",
    };

    /// <summary>The counts of one field.</summary>
    private sealed record Section(string Title, IReadOnlyList<KeyValuePair<string, long>> Counts, long Whole, Color Color)
    {
        public const string Indent = "  ";

        public int NameWidth => Math.Max(Title.Length, Counts.Max(entry => (Indent + entry.Key).GetCellWidth()));

        /// <summary>The same with the highest counts, the rest in one, and every name fit to print.</summary>
        public Section Top(int rows)
        {
            IEnumerable<KeyValuePair<string, long>> top = Counts
                .Take(rows)
                .Select(entry => KeyValuePair.Create(Printable.Of(entry.Key), entry.Value));
            if (Counts.Count > rows)
                top = top.Append(KeyValuePair.Create($"and {Quantity.Exact(Counts.Count - rows)} more", Counts.Skip(rows).Sum(entry => entry.Value)));

            return this with { Counts = [.. top] };
        }
    }
}
