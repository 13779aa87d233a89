using AtlanEvents.Fast.Benchmarks.Workloads;
using AtlanEvents.Fast.Engines;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>As <see cref="InMemory"/>, but each time with an engine that has learned nothing. To make one, and its learning, allocates.</summary>
internal sealed class InMemoryCold(EventEngine engine) : LibraryContender(engine, NameOf(engine))
{
    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, cold";

    public override bool StartsAnew => true;

    public override bool TakesHostile => true;

    public override bool Takes(Scope scope) => scope == Scope.Locate;

    public override void Prepare(Workload workload)
    {
    }

    protected override TSink Read<TSink>(Workload workload)
    {
        EnginePool.Clear();
        return InMemory.Read<TSink>(workload, Options);
    }
}
