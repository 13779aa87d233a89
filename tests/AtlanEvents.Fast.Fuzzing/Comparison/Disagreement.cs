using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Testing.Engines;

namespace AtlanEvents.Fast.Fuzzing.Comparison;

/// <summary>Where an engine says anything but what the reference says.</summary>
/// <param name="Path">The path on which it does.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Text">What each of them says.</param>
internal sealed record Disagreement(FuzzPath Path, EngineChoice Engine, string Text)
{
    public override string ToString() => $"{Engine}, {Path}: {Text}";
}
