namespace AtlanEvents.Fast.Cli.Documentation;

internal static class ExitStatus
{
    /// <summary>The exit codes with their meanings.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (ExitCode.Done, "success; for audit and report, a clean delete"),
        (ExitCode.LinesRejected, "done, but lines were rejected or events refused; for audit and report, a delete that is not clean"),
        (ExitCode.Usage, "usage error"),
        (ExitCode.CorruptInput, "an input is damaged, truncated, or not UTF-8"),
        (ExitCode.NoInput, "an input does not exist"),
        (ExitCode.Unavailable, "too many assets for one audit; the address to receive at cannot be used"),
        (ExitCode.InputOutput, "read or write error"),
        (ExitCode.Stopped, "the receiver does not accept events; the command can be run again"),
        (ExitCode.Interrupted, "interrupted by Ctrl-C"),
        (ExitCode.OutputClosed, "standard output was closed"),
        (ExitCode.Terminated, "terminated by SIGTERM"),
    ];
}

internal static class EnvironmentVariables
{
    /// <summary>The environment variables that the tool uses, with their meanings.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ("ATLAN_EVENTS_ENGINE", "The engine for --engine auto: utf8json or fast."),
        ("ATLAN_EVENTS_VECTOR_BITS", "The vector width of the fast engine: 128, 256 or 512. By default, the widest available."),
        ("NO_COLOR", "If it is not empty, output has no colours. See https://no-color.org."),
        ("TERM", "If it is not set or is dumb, terminals get neither colours nor a progress bar."),
    ];
}
