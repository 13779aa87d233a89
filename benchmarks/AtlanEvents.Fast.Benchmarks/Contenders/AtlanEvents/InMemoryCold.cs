using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>Like <see cref="InMemory"/>, but each run starts with a new engine. Creating it and learning allocate.</summary>
internal sealed class InMemoryCold(EventEngine engine) : LibraryContender(engine, NameOf(engine))
{
    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, cold";

    public override bool StartsCold => true;

    public override bool SupportsHostile => true;

    public override bool Supports(Scope scope) => scope == Scope.Locate;

    public override void Prepare(Workload workload)
    {
    }

    protected override TSink Read<TSink>(Workload workload)
        => InMemory.Read<TSink>(workload, Options with { EnginePool = null });
}
