namespace AtlanEvents.Fast.Cli.Tests.Documentation;

/// <summary>A test that needs other programs.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs)
        => Skip = programs.FirstOrDefault(program => !Shell.Has(program)) is string missing ? $"There is no {missing} on this machine." : null;
}
