namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>The command line as the user would type it into a shell.</summary>
internal static class CommandLine
{
    private static readonly SearchValues<char> s_plain
        = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=@%+,");

    /// <summary>The command line of this process, as it may be shown.</summary>
    public static string ToRepeat()
        => string.Join(' ', ["atlan-events", .. Environment.GetCommandLineArgs().Skip(1).Select(word => Quote(WithoutQuery(word)))]);

    /// <summary>Replaces the query of an HTTP address, which may contain a secret, by dots.</summary>
    public static string WithoutQuery(string word)
    {
        bool isHttp = word.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        int query = isHttp ? word.IndexOfAny(['?', '#']) : -1;
        return query < 0 ? word : $"{word[..query]}?...";
    }

    /// <summary>Quotes a word if the shell would interpret any of its characters.</summary>
    public static string Quote(string word)
    {
        bool isPlain = word.Length > 0 && word.AsSpan().IndexOfAnyExcept(s_plain) < 0;
        return isPlain ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
