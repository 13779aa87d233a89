namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>What the exit codes mean.</summary>
internal static class ExitStatus
{
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (ExitCode.Done, "done; of audit, clean"),
        (ExitCode.LinesRejected, "done, but lines were rejected, or events refused; of audit, not clean"),
        (ExitCode.Usage, "wrong usage"),
        (ExitCode.CorruptInput, "input damaged, cut, or not UTF-8"),
        (ExitCode.NoInput, "no such input"),
        (ExitCode.Unavailable, "something needed is missing"),
        (ExitCode.InputOutput, "cannot read or write"),
        (ExitCode.Stopped, "the receiver does not take events; can be run again"),
        (ExitCode.Interrupted, "stopped by Ctrl-C"),
        (ExitCode.OutputClosed, "standard output was closed"),
        (ExitCode.Terminated, "stopped by SIGTERM"),
    ];
}
