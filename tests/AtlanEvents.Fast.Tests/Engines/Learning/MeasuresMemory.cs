using Xunit;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>Tests that measure the heap; they run without other tests.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
