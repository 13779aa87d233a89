namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>The command that was typed.</summary>
internal static class CommandLine
{
    /// <summary>The command, to be typed again.</summary>
    public static string ToRepeat() => string.Join(' ', ["atlan-events", .. Environment.GetCommandLineArgs().Skip(1).Select(ShellWord.Of)]);
}
