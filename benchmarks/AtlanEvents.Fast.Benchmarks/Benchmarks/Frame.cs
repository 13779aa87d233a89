namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <inheritdoc cref="Fast.Benchmarks.Scope.Frame"/>
public class Frame : ScopeBenchmarks
{
    internal override Scope Scope => Scope.Frame;
}
