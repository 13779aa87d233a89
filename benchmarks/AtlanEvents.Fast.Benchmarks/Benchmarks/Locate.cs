namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <inheritdoc cref="Fast.Benchmarks.Scope.Locate"/>
public class Locate : ScopeBenchmarks
{
    internal override Scope Scope => Scope.Locate;
}
