namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A test of signals and devices that Windows does not have.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no such signals or devices." : null;
}

/// <summary>A test of signals and devices that Windows does not have.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no such signals or devices." : null;
}
