using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Cli.Documentation.Manual;

/// <summary>Writes roff with the macros of man(7).</summary>
internal sealed partial class Roff
{
    // mandoc warns about longer lines.
    private const int Width = 80;

    private readonly StringBuilder _page = new();
    private bool _isBelowHeading;

    /// <summary>Starts the page. Disables hyphenation and justification, so that names can be searched.</summary>
    public void Title(string name, string date, string source)
        => _page.Append($".TH {Escaped(name.ToUpperInvariant())} 1 {date} \"{Escaped(source)}\" \"User Commands\"\n.nh\n.ad l\n");

    public void Section(string name) => Heading($".SH {Escaped(name)}\n");

    public void Subsection(string name) => Heading($".SS {Escaped(name)}\n");

    /// <summary>Writes a paragraph, with options in bold.</summary>
    public void Paragraph(string text)
    {
        if (!_isBelowHeading)
            _page.Append(".PP\n");

        Text(text);
    }

    /// <summary>Continues the current paragraph, with options in bold.</summary>
    public void Text(string text)
    {
        foreach (string line in WrappedText.Lines(OptionInText().Replace(Escaped(text), option => Bold(option.Value)), Width))
            Line(line);
    }

    /// <summary>Writes a term with an indented description.</summary>
    /// <param name="term">Roff.</param>
    /// <param name="text">Plain text.</param>
    public void Term(string term, string text)
    {
        _page.Append(".TP\n");
        Line(term);
        Text(text);
    }

    /// <summary>Writes lines verbatim, in a monospaced font.</summary>
    public void Code(string text)
    {
        _page.Append(".PP\n.RS 4\n.EX\n");
        foreach (string line in text.Split('\n'))
            Line(Escaped(line.TrimEnd('\r')));

        _page.Append(".EE\n.RE\n");
    }

    /// <summary>Writes lines without filling, such as those of a synopsis.</summary>
    /// <param name="lines">Roff.</param>
    public void Unfilled(IEnumerable<string> lines)
    {
        _page.Append(".nf\n");
        foreach (string line in lines)
            Line(line);

        _page.Append(".fi\n");
    }

    /// <summary>Writes references to other pages of section 1.</summary>
    public void References(params string[] names)
        => _page.AppendJoin(",\n", names.Select(name => $".BR {name} (1)")).Append('\n');

    public override string ToString() => _page.ToString();

    private void Heading(string roff)
    {
        _page.Append(roff);
        _isBelowHeading = true;
    }

    private void Line(string roff)
    {
        _isBelowHeading = false;

        // At the start of a line, these characters introduce a request.
        if (roff is ['.' or '\'', ..])
            _page.Append("\\&");

        _page.Append(roff).Append('\n');
    }

    /// <summary>Bold text.</summary>
    public static string Bold(string escaped) => $"\\fB{escaped}\\fR";

    /// <summary>Italic text.</summary>
    public static string Italic(string escaped) => $"\\fI{escaped}\\fR";

    /// <summary>Escapes text so that every character is literal, and can be searched and copied.</summary>
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

    // Matches escaped options, such as \-q or \-\-max\-rejects.
    [GeneratedRegex(@"(?<![\w\-])(?:\\-){1,2}[a-z]+(?:\\-[a-z]+)*")]
    private static partial Regex OptionInText();
}
