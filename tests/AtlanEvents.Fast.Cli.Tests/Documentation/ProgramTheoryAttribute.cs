namespace AtlanEvents.Fast.Cli.Tests.Documentation;

/// <summary>A test with data that needs other programs.</summary>
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(params string[] programs) => Skip = Shell.ObstacleTo(programs);
}
