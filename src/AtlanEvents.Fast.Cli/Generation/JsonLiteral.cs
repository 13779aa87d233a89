namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>Creates JSON as Atlas writes it: raw UTF-8, with only the escapes that JSON requires.</summary>
internal static class JsonLiteral
{
    /// <summary>Joins JSON that is laid out over several lines, without the newlines and indentation.</summary>
    public static string OneLine(string layout)
    {
        var line = new StringBuilder(layout.Length);
        foreach (ReadOnlySpan<char> part in layout.AsSpan().EnumerateLines())
            line.Append(part.TrimStart(' '));

        return line.ToString();
    }

    /// <summary>The text as a JSON string, including its quotes.</summary>
    public static string Of(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append("\\\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                < ' ' => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }
}
