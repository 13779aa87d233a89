using Xunit;

namespace AtlanEvents.Fast.Tests.Engines;

/// <summary>Tests that change the environment; they run when no others do.</summary>
[CollectionDefinition(nameof(ChangesEnvironment), DisableParallelization = true)]
public sealed class ChangesEnvironment;
