using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>The library over a stream: <see cref="EventReader"/>, a PipeReader below it, and a stream over the same memory.</summary>
internal sealed class OverPipe(EventEngine engine) : LibraryContender(engine, NameOf(engine))
{
    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, PipeReader";

    // The stream never makes the reader wait, so this never blocks.
    protected override TSink Read<TSink>(Workload workload)
        => ReadAsync<TSink>(EventReader.Create(workload.OpenStream(), Options)).AsTask().GetAwaiter().GetResult();
}
