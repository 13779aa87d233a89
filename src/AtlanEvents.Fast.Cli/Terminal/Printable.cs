using System.Globalization;
using System.Text;

namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Makes text from data fit for a terminal, which obeys control characters.</summary>
internal static class Printable
{
    /// <summary>The text, with an escape such as <c>\u001b</c> for every character that a terminal could take for a command.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsCommand))
            return text;

        var printable = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (IsCommand(c))
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                printable.Append(c);
        }

        return printable.ToString();
    }

    // Besides controls, what is invisible or reorders the text around it.
    private static bool IsCommand(char c)
        => char.IsControl(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
