using Xunit;

namespace AtlanEvents.Fast.Tests.Engines;

/// <summary>Tests that change environment variables; they run without other tests.</summary>
[CollectionDefinition(nameof(ChangesEnvironment), DisableParallelization = true)]
public sealed class ChangesEnvironment;
