using System.Buffers;

namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>A word as it is typed into a shell.</summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> s_plain
        = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=@%+,");

    /// <summary>The word itself, or in quotes if the shell would see more in it.</summary>
    public static string Of(string word)
        => word.Length > 0 && word.AsSpan().IndexOfAnyExcept(s_plain) < 0 ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
