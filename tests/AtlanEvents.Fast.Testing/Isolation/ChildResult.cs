namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>What a child process left.</summary>
/// <param name="ExitCode">0 if all was well.</param>
/// <param name="Output">What it printed, errors last.</param>
/// <param name="LastCase">What it was trying when it ended.</param>
public sealed record ChildResult(int ExitCode, string Output, string LastCase)
{
    public override string ToString() => $"Exit code {ExitCode}. Last case: {LastCase}\n{Output}";
}
