namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A test of signals and devices that Windows does not have.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "There is no such thing on Windows." : null;
}

/// <summary>A test of signals and devices that Windows does not have.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "There is no such thing on Windows." : null;
}
