using Xunit;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>Tests that measure the heap; they run when no others do.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
