using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>What is measured: a contender at a workload, in a scope.</summary>
internal sealed record Subject(Contender Contender, Workload Workload, Scope Scope)
{
    /// <inheritdoc cref="Contender.Prepare"/>
    public void Prepare() => Contender.Prepare(Workload);

    public Answer Run() => Contender.Run(Workload, Scope);
}
