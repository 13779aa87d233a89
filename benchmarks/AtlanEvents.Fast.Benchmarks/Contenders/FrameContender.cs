using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders;

/// <summary>A contender of the scope <see cref="Scope.Frame"/>: its events are lines, and its checksum adds up their places and lengths.</summary>
internal abstract class FrameContender : Contender
{
    public sealed override Validation Validates => Validation.None;

    public sealed override bool Takes(Scope scope) => scope == Scope.Frame;

    public sealed override Answer Run(Workload workload, Scope scope) => Frame(workload);

    public sealed override Answer Check(Workload workload, Scope scope) => Frame(workload);

    protected abstract Answer Frame(Workload workload);
}
