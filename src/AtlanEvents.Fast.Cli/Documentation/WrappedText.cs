namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>Breaks text into lines between its words.</summary>
internal static class WrappedText
{
    /// <param name="text">The text.</param>
    /// <param name="width">How long lines may be; a longer word has one of its own.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
