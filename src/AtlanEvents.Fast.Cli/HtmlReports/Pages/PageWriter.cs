using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.HtmlReports.Pages;

/// <summary>Writes HTML. Whatever an interpolated string inserts is encoded as text, so data cannot become markup.</summary>
internal sealed class PageWriter(OutputWriter output)
{
    private const int MaxText = 240;

    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes markup. Inserted strings are printable, truncated and encoded; numbers have thousands separators.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The markup writes to this instance as it is built.")]
    public void Write([InterpolatedStringHandlerArgument("")] ref Markup markup) => _ = markup;

    /// <summary>Writes a string that is not data, such as a style sheet, as it is.</summary>
    public void WriteConstant(string text) => Encoding.UTF8.GetBytes(text, output);

    /// <summary>Ends a section, so that its bytes can be written.</summary>
    public void EndSection() => output.EndRecord();

    /// <summary>The text as it is inserted: control and format characters are visible escapes, and long strings are truncated.</summary>
    public static string Shown(string text, int max = MaxText)
    {
        if (text.Length > max)
            text = text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)] + "…";

        return Printable.Of(text);
    }

    /// <summary>Markup with inserted values, written as it is built.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly PageWriter _page;

        public Markup(int literalLength, int formattedCount, PageWriter page)
        {
            _ = (literalLength, formattedCount);
            _page = page;
        }

        public void AppendLiteral(string markup) => _page.WriteConstant(markup);

        public void AppendFormatted(string? text) => _page.WriteConstant(s_encoder.Encode(Shown(text ?? "")));

        public void AppendFormatted(long number) => _page.WriteConstant(Quantity.Exact(number));

        /// <summary>Inserts a number in the form that SVG and CSS require, such as <c>12.5</c>.</summary>
        public void AppendFormatted(double number)
            => _page.WriteConstant(Math.Round(number, 4).ToString(CultureInfo.InvariantCulture));
    }
}
