using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Testing.Engines;

namespace AtlanEvents.Fast.Fuzzing.Comparison;

/// <summary>A difference between an engine and the reference.</summary>
/// <param name="Path">The path on which they differ.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Text">The results of both.</param>
internal sealed record Disagreement(FuzzPath Path, EngineChoice Engine, string Text)
{
    public override string ToString() => $"{Engine}, {Path}: {Text}";
}
