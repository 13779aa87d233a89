namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>The result of a child process.</summary>
/// <param name="ExitCode">0 on success.</param>
/// <param name="Output">Its output, errors last.</param>
/// <param name="LastCase">Its last test case.</param>
public sealed record ChildResult(int ExitCode, string Output, string LastCase)
{
    public override string ToString() => $"Exit code {ExitCode}. Last case: {LastCase}\n{Output}";
}
