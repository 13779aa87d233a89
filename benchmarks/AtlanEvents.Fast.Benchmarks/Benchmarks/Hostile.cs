using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <summary>The scope <see cref="Fast.Benchmarks.Scope.Locate"/> over the hostile workloads.</summary>
public class Hostile : ScopeBenchmarks
{
    internal override Scope Scope => Scope.Locate;

    internal override IReadOnlyList<string> WorkloadNames => WorkloadCatalog.Hostile;
}
