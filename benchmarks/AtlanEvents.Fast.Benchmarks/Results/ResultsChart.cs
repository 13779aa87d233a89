using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>Draws the main workloads of a results file as a bar chart: one bar for each contender, grouped by workload.</summary>
/// <remarks>
/// The image is a PNG with an opaque background: it looks the same on light and dark pages, and where a page does not show SVG.
/// The fill of a bar shows how much of a line the contender validates.
/// </remarks>
internal static class ResultsChart
{
    // Some 1.7 times the width at which a README shows it, for screens with a high pixel density.
    private const int Width = 1400;
    private const int RowHeight = 40;
    private const int HeightWithoutRows = 190;
    private const int TextSize = 22;

    private static readonly Color s_library = Color.FromHex("#1a7f5a");
    private static readonly Color s_peer = Color.FromHex("#8c959f");
    private static readonly Color s_line = Color.FromHex("#57606a");

    // The first installed one is used.
    private static readonly string[] s_fonts = ["Segoe UI", "Helvetica", "Noto Sans", "DejaVu Sans"];

    // The peers in the order of the chart, and how the names of their rows start. Of several rows the fastest is shown.
    private static readonly (string Label, string Prefix)[] s_peers =
    [
        ("simdjson On-Demand (fastest variant)", "simdjson On-Demand"),
        ("simdjson DOM", "simdjson DOM"),
        ("Utf8JsonReader loop", "Utf8JsonReader loop"),
        ("JsonDocument", "JsonDocument"),
        ("JsonSerializer, source-generated", "JsonSerializer"),
        ("Newtonsoft.Json", "Newtonsoft.Json"),
    ];

    /// <summary>Returns the chart as a PNG image.</summary>
    public static byte[] Draw(ResultsFile results)
    {
        Fonts.Default = s_fonts.FirstOrDefault(name => Fonts.GetTypeface(name, false, false).FamilyName == name, Fonts.Default);
        using var plot = new Plot();
        var bars = new List<Bar>();
        var ticks = new NumericManual();
        int row = 0;
        foreach (WorkloadFacts workload in results.Workloads.Where(workload => !workload.IsHostile))
        {
            AddGroupTitle(plot, -row, workload);
            row++;
            foreach ((string label, ResultRow result, bool isLibrary) in SelectRows(results.Located(workload.Name)))
            {
                ticks.AddMajor(-row, label);
                bars.Add(CreateBar(-row, result, isLibrary));
                row++;
            }

            row++;
        }

        plot.Add.Bars(bars).Horizontal = true;
        plot.Axes.Left.TickGenerator = ticks;
        plot.Axes.SetLimits(0, bars.Max(bar => bar.Value) * 1.3, 1.2 - row, 0.6);
        Style(plot, results);
        return plot.GetImageBytes(Width, HeightWithoutRows + (row * RowHeight), ImageFormat.Png);
    }

    private static void AddGroupTitle(Plot plot, double position, WorkloadFacts workload)
    {
        double kilobytes = (double)workload.Bytes / workload.Lines / 1000;
        Text title = plot.Add.Text(
            FormattableString.Invariant($"{workload.Name}: {workload.Lines:N0} lines of {kilobytes:0.0} KB"), 0, position);
        title.LabelBold = true;
        title.LabelFontSize = TextSize;
        title.Alignment = Alignment.MiddleLeft;
        title.OffsetX = 10;
    }

    private static IEnumerable<(string Label, ResultRow Row, bool IsLibrary)> SelectRows(IEnumerable<ResultRow> rows)
    {
        ResultRow[] located = [.. rows];
        string library = InMemory.NameOf(EventEngine.Fast);
        foreach (ResultRow row in located.Where(row => row.Contender == library))
            yield return ("AtlanEvents.Fast", row, true);

        foreach ((string label, string prefix) in s_peers)
        {
            ResultRow? fastest = located.Where(row => row.Contender.StartsWith(prefix, StringComparison.Ordinal))
                .MaxBy(row => row.GigabytesPerSecond);
            if (fastest is not null)
                yield return (label, fastest, false);
        }
    }

    private static Bar CreateBar(double position, ResultRow row, bool isLibrary) => new()
    {
        Position = position,
        Value = row.GigabytesPerSecond,
        Size = 0.66,
        Label = $" {Figure.ToText(row.GigabytesPerSecond)} GB/s   {Figure.Ratio(row.RatioToUtf8JsonReader)}",
        LineColor = isLibrary ? s_library : s_line,
        FillStyle = FillFor(row.Validates, isLibrary ? s_library : s_peer),
    };

    private static FillStyle FillFor(string validates, Color color)
    {
        if (validates == Validation.Whole.ToText())
            return new FillStyle { Color = color };

        return validates == Validation.AllButUtf8.ToText()
            ? new FillStyle { Color = Colors.White, Hatch = new ScottPlot.Hatches.Striped(), HatchColor = color }
            : new FillStyle { Color = Colors.White };
    }

    private static void Style(Plot plot, ResultsFile results)
    {
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.HideGrid();
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Bottom.FrameLineStyle.Width = 0;
        plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
        plot.Title("Reading all five fields of every event: GB/s, and ratio to a Utf8JsonReader loop", TextSize + 4);
        plot.Axes.Title.FullFigureCenter = true;
        plot.XLabel($"{results.Processor}, one thread, data in memory; {results.Runtime}, simdjson {results.Simdjson}; {results.Date}",
            TextSize - 6);
        plot.Axes.Bottom.Label.Bold = false;
        foreach (BarPlot barPlot in plot.GetPlottables<BarPlot>())
            barPlot.ValueLabelStyle.FontSize = TextSize;

        plot.ShowLegend(
        [
            CreateLegendItem("validates the whole line", Validation.Whole),
            CreateLegendItem("validates all but UTF-8", Validation.AllButUtf8),
            CreateLegendItem("validates less", Validation.None),
        ], Alignment.LowerRight);
        plot.Legend.FontSize = TextSize;
    }

    private static LegendItem CreateLegendItem(string text, Validation validation)
        => new() { LabelText = text, FillStyle = FillFor(validation.ToText(), s_peer), OutlineColor = s_line, OutlineWidth = 1 };
}
