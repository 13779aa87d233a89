namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <inheritdoc cref="Fast.Benchmarks.Scope.Materialise"/>
public class Materialise : ScopeBenchmarks
{
    internal override Scope Scope => Scope.Materialise;
}
