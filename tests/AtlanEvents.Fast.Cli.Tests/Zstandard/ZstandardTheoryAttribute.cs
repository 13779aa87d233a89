using AtlanEvents.Fast.Cli.Inputs.Zstandard;

namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>A test that needs the system's libzstd.</summary>
public sealed class ZstandardTheoryAttribute : TheoryAttribute
{
    public ZstandardTheoryAttribute() => Skip = ZstandardLibrary.IsAvailable ? null : "There is no libzstd here: apt install libzstd1.";
}
