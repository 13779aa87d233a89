namespace AtlanEvents.Fast.Cli;

/// <summary>The exit codes of the tool. Those from 64 on are from sysexits.h, those from 128 on are 128 plus a signal.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int LinesRejected = 1;
    public const int Usage = 2;
    public const int CorruptInput = 65;
    public const int NoInput = 66;
    public const int Unavailable = 69;
    public const int InputOutput = 74;
    public const int Stopped = 75;
    public const int Interrupted = 130;
    public const int OutputClosed = 141;
    public const int Terminated = 143;
}
