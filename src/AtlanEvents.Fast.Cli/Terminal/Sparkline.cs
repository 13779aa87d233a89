namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Draws counts as a line of small bars, such as <c>▁▃█ ▂</c>. A count of zero is a space; any other is visible.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    public static string Of(ReadOnlySpan<long> counts)
    {
        long max = 1;
        foreach (long count in counts)
            max = Math.Max(max, count);

        var line = new StringBuilder(counts.Length);
        foreach (long count in counts)
            line.Append(count == 0 ? ' ' : Levels[(int)Math.Ceiling((double)count / max * Levels.Length) - 1]);

        return line.ToString();
    }
}
