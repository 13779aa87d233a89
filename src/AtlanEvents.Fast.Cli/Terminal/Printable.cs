namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Escapes control characters in text from data, which a terminal would execute.</summary>
internal static class Printable
{
    /// <summary>The text, with escapes such as <c>\u001b</c> for characters that are unsafe on a terminal.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;

        var printable = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (IsUnsafe(c))
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                printable.Append(c);
        }

        return printable.ToString();
    }

    // Besides control characters, those that are invisible or reorder the text around them.
    private static bool IsUnsafe(char c)
        => char.IsControl(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
