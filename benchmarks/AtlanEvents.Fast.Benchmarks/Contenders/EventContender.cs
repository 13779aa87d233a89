using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders;

/// <summary>A managed contender: one way through the lines, whatever becomes of the events.</summary>
internal abstract class EventContender : Contender
{
    public override bool Takes(Scope scope) => scope is Scope.Locate or Scope.Materialise;

    public sealed override Answer Run(Workload workload, Scope scope) => Read<TouchDigest>(workload, scope);

    public sealed override Answer Check(Workload workload, Scope scope) => Read<HashDigest>(workload, scope);

    /// <summary>Gives every event to a sink. The sink is a struct, so the compiler makes a loop for each.</summary>
    protected abstract TSink Read<TSink>(Workload workload)
        where TSink : struct, IEventSink;

    private Answer Read<TDigest>(Workload workload, Scope scope)
        where TDigest : struct, IDigest
        => scope == Scope.Materialise
            ? Read<MaterialiseSink<TDigest>>(workload).Answer
            : Read<LocateSink<TDigest>>(workload).Answer;
}
