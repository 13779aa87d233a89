namespace AtlanEvents.Fast.Cli;

/// <summary>Ends the tool with an exit code and a message for the user.</summary>
internal sealed class ToolException(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
