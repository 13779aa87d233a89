namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>The command line as the user would type it into a shell.</summary>
internal static class CommandLine
{
    private static readonly SearchValues<char> s_plain
        = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=@%+,");

    /// <summary>The command line of this process, as it may be shown.</summary>
    /// <param name="isWhole">Whether nothing is left out.</param>
    public static string ToRepeat(out bool isWhole)
    {
        string[] words = [.. Environment.GetCommandLineArgs().Skip(1)];
        string[] shown = [.. words.Select(WithoutQuery)];
        isWhole = shown.SequenceEqual(words);
        return string.Join(' ', ["atlan-events", .. shown.Select(Quote)]);
    }

    /// <summary>Replaces the query of an HTTP address, which may contain a secret, by dots.</summary>
    /// <param name="word">An address, or an option with one, such as <c>--to=https://consumer.example.com</c>.</param>
    public static string WithoutQuery(string word)
    {
        int start = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOfAny(['=', ':']) + 1 : 0;
        ReadOnlySpan<char> address = word.AsSpan(start);
        int query = IsHttp(address) ? address.IndexOfAny('?', '#') : -1;
        return query < 0 ? word : $"{word[..(start + query)]}?...";
    }

    /// <summary>Whether a word is the address of a web server.</summary>
    public static bool IsHttp(ReadOnlySpan<char> word)
        => word.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Quotes a word if the shell would interpret any of its characters.</summary>
    public static string Quote(string word)
    {
        bool isPlain = word.Length > 0 && word.AsSpan().IndexOfAnyExcept(s_plain) < 0;
        return isPlain ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
