using System.Text;
using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Cli.Documentation.Manual;

/// <summary>Writes a page in roff, with the macros of man(7).</summary>
internal sealed partial class Roff
{
    // mandoc finds longer lines bad style.
    private const int Width = 80;

    private readonly StringBuilder _page = new();
    private bool _isBelowHeading;

    /// <summary>The start: what the page is about. Names are not broken, and words not spread, so that all can be read and searched.</summary>
    public void Title(string name, string date, string source)
        => _page.Append($".TH {Escaped(name.ToUpperInvariant())} 1 {date} \"{Escaped(source)}\" \"User Commands\"\n.nh\n.ad l\n");

    public void Section(string name) => Heading($".SH {Escaped(name)}\n");

    public void Subsection(string name) => Heading($".SS {Escaped(name)}\n");

    /// <summary>A paragraph; options in it are in bold.</summary>
    public void Paragraph(string text)
    {
        if (!_isBelowHeading)
            _page.Append(".PP\n");

        Text(text);
    }

    /// <summary>Text that goes on with what stands before; options in it are in bold.</summary>
    public void Text(string text)
    {
        foreach (string line in WrappedText.Lines(OptionInText().Replace(Escaped(text), option => Bold(option.Value)), Width))
            Line(line);
    }

    /// <summary>A term, and what it means indented below.</summary>
    /// <param name="term">In roff.</param>
    /// <param name="text">Plain.</param>
    public void Term(string term, string text)
    {
        _page.Append(".TP\n");
        Line(term);
        Text(text);
    }

    /// <summary>Lines as they are, in the type of a terminal.</summary>
    public void Code(string text)
    {
        _page.Append(".PP\n.RS 4\n.EX\n");
        foreach (string line in text.Split('\n'))
            Line(Escaped(line.TrimEnd('\r')));

        _page.Append(".EE\n.RE\n");
    }

    /// <summary>Lines that are not filled, such as those of a synopsis.</summary>
    /// <param name="lines">In roff.</param>
    public void Unfilled(IEnumerable<string> lines)
    {
        _page.Append(".nf\n");
        foreach (string line in lines)
            Line(line);

        _page.Append(".fi\n");
    }

    /// <summary>References to other pages of section 1.</summary>
    public void References(params string[] names) => _page.AppendJoin(",\n", names.Select(name => $".BR {name} (1)")).Append('\n');

    public override string ToString() => _page.ToString();

    private void Heading(string roff)
    {
        _page.Append(roff);
        _isBelowHeading = true;
    }

    private void Line(string roff)
    {
        _isBelowHeading = false;

        // At the start of a line they would make it a request.
        if (roff is ['.' or '\'', ..])
            _page.Append("\\&");

        _page.Append(roff).Append('\n');
    }

    /// <summary>Text in bold, which was escaped.</summary>
    public static string Bold(string escaped) => $"\\fB{escaped}\\fR";

    /// <summary>Text in italics, which was escaped.</summary>
    public static string Italic(string escaped) => $"\\fI{escaped}\\fR";

    /// <summary>Text in which every character stands for itself: all are to be found and pasted as they are typed.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            escaped.Append(c switch
            {
                '\\' => "\\e",
                '-' => "\\-",
                '\'' => "\\(aq",
                '"' => "\\(dq",
                '`' => "\\(ga",
                '^' => "\\(ha",
                '~' => "\\(ti",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    // Such as \-q or \-\-max\-rejects.
    [GeneratedRegex(@"(?<![\w\-])(?:\\-){1,2}[a-z]+(?:\\-[a-z]+)*")]
    private static partial Regex OptionInText();
}
