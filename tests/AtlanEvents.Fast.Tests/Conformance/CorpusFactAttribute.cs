using Xunit;

namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>A fact over third-party test data, which is no part of this repository; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpora.WhySkipped;
}
