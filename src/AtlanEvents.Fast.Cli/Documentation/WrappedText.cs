namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>Wraps text between words.</summary>
internal static class WrappedText
{
    /// <param name="text">The text.</param>
    /// <param name="width">The maximum length of a line; a longer word gets a line of its own.</param>
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
