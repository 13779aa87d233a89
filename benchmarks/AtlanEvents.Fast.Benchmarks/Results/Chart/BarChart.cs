using System.Globalization;
using System.Security;
using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Results.Chart;

/// <summary>Draws groups of horizontal bars as SVG, all on one scale. It has no background, and follows light and dark themes.</summary>
/// <remarks>
/// <code>
/// title
/// group
///        label |======= value  ratio
///        label |== value  ratio
/// legend
/// footnote
/// </code>
/// </remarks>
internal static class BarChart
{
    private const int Width = 800;
    private const int Margin = 8;
    private const int LabelWidth = 290;
    private const int LongestBar = 330;
    private const int RowHeight = 26;
    private const int BarHeight = 16;
    private const int GroupGap = 18;
    private const int BarStart = LabelWidth + 10;

    // From a line of text's top to its baseline, and from a row's.
    private const int Baseline = 17;

    private static readonly (BarStyle Style, string Text, int Left)[] s_legend =
    [
        (BarStyle.Solid, "validates the whole line", 0),
        (BarStyle.Hatched, "all of it but UTF-8", 210),
        (BarStyle.Hollow, "does not", 390),
    ];

    // System fonts only: an image on a page may load nothing.
    private const string Style = """
        <style>
          text { font: 13px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: #1f2328; }
          .title { font-size: 16px; font-weight: 600; }
          .group, .ours-text { font-weight: 600; }
          .quiet { fill: #656d76; }
          .note { font-size: 11px; fill: #656d76; }
          .axis { stroke: #afb8c1; }
          .ours { fill: #1a7f5a; stroke: #1a7f5a; }
          .peer { fill: #8c959f; stroke: #6e7781; }
          .hatched { fill: url(#hatching); }
          .hollow { fill: none; }
          .hatch { stroke: #6e7781; stroke-width: 2; }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; }
            .quiet, .note { fill: #9198a1; }
            .axis { stroke: #545d68; }
            .ours { fill: #3fb884; stroke: #3fb884; }
            .peer { fill: #6e7681; stroke: #9198a1; }
            .hatched { fill: url(#hatching); }
            .hollow { fill: none; }
            .hatch { stroke: #9198a1; }
          }
        </style>
        <defs>
          <pattern id="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch" d="M1 0V6"/>
          </pattern>
        </defs>

        """;

    /// <summary>Draws the chart.</summary>
    public static string Draw(string title, string footnote, IReadOnlyList<ChartGroup> groups)
    {
        var body = new StringBuilder();
        double most = groups.SelectMany(group => group.Bars).Max(bar => bar.GigabytesPerSecond);
        int top = Margin;
        AppendText(body, Margin, top, "title", title);
        top += RowHeight;
        AppendText(body, Margin, top, "quiet", "GB of lines a second, and how many times the speed of a hand-written Utf8JsonReader loop that is");
        top += RowHeight;

        foreach (ChartGroup group in groups)
        {
            top += GroupGap / 2;
            AppendText(body, Margin, top, "group", group.Title);
            top += RowHeight;
            int end = top + (group.Bars.Count * RowHeight);
            body.AppendLine(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M{BarStart - 1}.5 {top}V{end}\"/>");
            foreach (ChartBar bar in group.Bars)
            {
                AppendBar(body, top, bar, bar.GigabytesPerSecond / most * LongestBar);
                top += RowHeight;
            }

            top += GroupGap / 2;
        }

        AppendLegend(body, top);
        top += RowHeight;
        AppendText(body, Margin, top, "note", footnote);
        int height = top + RowHeight;

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" role="img">
            <title>{SecurityElement.Escape(title)}</title>
            {Style}{body}</svg>

            """);
    }

    private static void AppendBar(StringBuilder body, int top, ChartBar bar, double length)
    {
        string emphasis = bar.IsOurs ? "ours-text" : "";
        AppendText(body, LabelWidth, top, emphasis, bar.Label, "end");
        AppendRectangle(body, BarStart, top, Math.Max(1, length), ClassOf(bar));
        string figures = $"{Figure.ToText(bar.GigabytesPerSecond)} GB/s   {Figure.Ratio(bar.Ratio)}";
        AppendText(body, BarStart + length + 8, top, emphasis, figures);
    }

    private static void AppendLegend(StringBuilder body, int top)
    {
        const int BoxWidth = 24;
        foreach ((BarStyle style, string text, int left) in s_legend)
        {
            AppendRectangle(body, Margin + left, top, BoxWidth, ClassOf(new ChartBar("", 0, null, style, IsOurs: false)));
            AppendText(body, Margin + left + BoxWidth + 6, top, "quiet", text);
        }
    }

    private static string ClassOf(ChartBar bar)
    {
        string fill = bar.Style switch
        {
            BarStyle.Solid => "",
            BarStyle.Hatched => " hatched",
            _ => " hollow",
        };
        return (bar.IsOurs ? "ours" : "peer") + fill;
    }

    private static void AppendRectangle(StringBuilder body, double left, int top, double width, string style)
        => body.AppendLine(
            CultureInfo.InvariantCulture,
            $"<rect class=\"{style}\" x=\"{left:0.#}\" y=\"{top + ((RowHeight - BarHeight) / 2)}\" width=\"{width:0.#}\" height=\"{BarHeight}\"/>");

    private static void AppendText(StringBuilder body, double left, int top, string style, string text, string anchor = "start")
        => body.AppendLine(
            CultureInfo.InvariantCulture,
            $"<text class=\"{style}\" x=\"{left:0.#}\" y=\"{top + Baseline}\" text-anchor=\"{anchor}\" xml:space=\"preserve\">{SecurityElement.Escape(text)}</text>");
}
