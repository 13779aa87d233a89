using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>A shell pattern for the names in one folder: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>.</summary>
/// <remarks>A name that starts with a dot matches only a pattern that does. An unclosed bracket is an ordinary character.</remarks>
internal sealed class NamePattern
{
    private static readonly RegexOptions s_options =
        RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant
        | (OperatingSystem.IsWindows() ? RegexOptions.IgnoreCase : RegexOptions.None);

    private readonly Regex _expression;
    private readonly bool _matchesHidden;

    /// <exception cref="ToolException">A range is reversed, as in <c>[z-a]</c>.</exception>
    public NamePattern(string pattern)
    {
        _matchesHidden = pattern.StartsWith('.');
        try
        {
            _expression = new Regex(Translate(pattern), s_options);
        }
        catch (RegexParseException exception)
        {
            throw new ToolException(ExitCode.Usage, $"{pattern} is not a valid pattern: a range in [...] is reversed", exception);
        }
    }

    /// <summary>Whether this is a pattern rather than a literal name.</summary>
    public static bool IsPattern(string name)
        => name.AsSpan().ContainsAny('*', '?') || Enumerable.Range(0, name.Length).Any(i => name[i] == '[' && EndOfBrackets(name, i) > 0);

    public bool Matches(string name) => (_matchesHidden || !name.StartsWith('.')) && _expression.IsMatch(name);

    private static string Translate(string pattern)
    {
        var expression = new StringBuilder(@"\A");
        for (int i = 0; i < pattern.Length; i++)
        {
            int end = pattern[i] == '[' ? EndOfBrackets(pattern, i) : -1;
            if (end > 0)
            {
                AppendBrackets(expression, pattern[(i + 1)..end]);
                i = end;
                continue;
            }

            expression.Append(pattern[i] switch
            {
                '*' => ".*",
                '?' => ".",
                char other => Regex.Escape(other.ToString()),
            });
        }

        return expression.Append(@"\z").ToString();
    }

    // A closing bracket right after the opening one, or after its !, is an ordinary character.
    private static int EndOfBrackets(string pattern, int start)
    {
        int first = start + 1;
        if (first < pattern.Length && pattern[first] is '!' or '^')
            first++;

        return first + 1 < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
    }

    private static void AppendBrackets(StringBuilder expression, string content)
    {
        expression.Append('[');
        if (content[0] is '!' or '^')
        {
            expression.Append('^');
            content = content[1..];
        }

        foreach (char character in content)
            expression.Append(character is '\\' or '[' or ']' or '^' ? $"\\{character}" : character);

        expression.Append(']');
    }
}
