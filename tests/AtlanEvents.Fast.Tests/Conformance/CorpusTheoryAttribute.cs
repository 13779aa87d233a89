using Xunit;

namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>A theory over third-party test data, which is no part of this repository; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpora.WhySkipped;
}
