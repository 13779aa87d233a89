using Xunit;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Runs a method as an FsCheck property: its arguments are generated, and shrunk when it fails.</summary>
/// <remarks>
/// Has the name, namespace and options of the one in the package FsCheck.Xunit, so that a reference to that package replaces
/// it. The method returns <see cref="bool"/> or <see cref="Property"/>, or returns nothing and throws when the property does not hold.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("FsCheck.Xunit.PropertyDiscoverer", "AtlanEvents.Fast.Testing")]
public sealed class PropertyAttribute : FactAttribute
{
    /// <summary>How many cases are tried.</summary>
    public int MaxTest { get; set; } = 100;

    /// <summary>The size of the first case.</summary>
    public int StartSize { get; set; } = 1;

    /// <summary>The size of the last case; it grows steadily from the first.</summary>
    public int EndSize { get; set; } = 100;

    /// <summary>
    /// Where to start, as a failure prints it: <c>seed,gamma</c> for the whole run, <c>seed,gamma,size</c> for the one case that failed.
    /// </summary>
    public string? Replay { get; set; }

    /// <summary>Types whose static members make arbitrary values; the first has precedence.</summary>
    public Type[] Arbitrary { get; set; } = [];
}
