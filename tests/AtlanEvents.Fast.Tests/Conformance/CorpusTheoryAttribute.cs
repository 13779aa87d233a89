using Xunit;

namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>A theory that needs third-party test data, which is not part of this repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpora.WhySkipped;
}
