namespace AtlanEvents.Fast.Cli.Tests.Documentation;

/// <summary>A test that needs other programs.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs) => Skip = Shell.ObstacleTo(programs);
}
