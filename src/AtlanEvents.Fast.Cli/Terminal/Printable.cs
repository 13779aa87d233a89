namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Escapes characters in text from data that a terminal would execute, or that a person cannot see.</summary>
internal static class Printable
{
    /// <summary>The text, with escapes such as <c>\u001b</c> for characters that are unsafe on a terminal.</summary>
    public static string Of(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsUnsafe(rune))
                return Escape(text);
        }

        return text;
    }

    private static string Escape(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!IsUnsafe(rune))
                printable.Append(rune);
            else if (rune.IsBmp)
                printable.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else
                printable.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        }

        return printable.ToString();
    }

    // Besides control characters, those that are invisible, look like a plain space, or reorder the text around them.
    private static bool IsUnsafe(Rune rune)
        => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => true,
            UnicodeCategory.SpaceSeparator => rune.Value != ' ',
            _ => IsInvisible(rune.Value),
        };

    // Letters, marks and symbols without a picture: fillers of Hangul, vowels of Khmer, the empty Braille pattern, variation selectors.
    private static bool IsInvisible(int value)
        => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
