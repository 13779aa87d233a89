using Xunit;

namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>A fact that needs third-party test data, which is not part of this repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpora.WhySkipped;
}
