using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>
/// As <see cref="InMemory"/>, with messages put together and wrappers taken off wherever there are any: plain events must pay nothing for it.
/// Takes part where it is asked for by name.
/// </summary>
internal sealed class InMemoryOpening(EventEngine engine) : LibraryContender(engine, NameOf(engine), opensEnvelopes: true)
{
    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, opening envelopes";

    public override bool Takes(Scope scope) => false;

    protected override TSink Read<TSink>(Workload workload) => InMemory.Read<TSink>(workload, Options);
}
