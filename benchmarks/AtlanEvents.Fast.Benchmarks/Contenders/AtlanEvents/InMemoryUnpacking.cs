using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>
/// Like <see cref="InMemory"/>, with reassembly and unwrapping on, which must not slow down plain events. Only measured where it is
/// selected by name.
/// </summary>
internal sealed class InMemoryUnpacking(EventEngine engine) : LibraryContender(engine, NameOf(engine), unpacks: true)
{
    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, reassembly and unwrapping on";

    public override bool Supports(Scope scope) => false;

    protected override TSink Read<TSink>(Workload workload) => InMemory.Read<TSink>(workload, Options);
}
