using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>
/// The library over a <see cref="MemoryStream"/>: <see cref="EventReader"/> over a PipeReader, whose buffer every byte is copied to.
/// </summary>
internal sealed class OverPipe(EventEngine engine) : LibraryContender(engine, NameOf(engine))
{
    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, PipeReader over a stream";

    // The stream always completes synchronously, so this never blocks.
    protected override TSink Read<TSink>(Workload workload)
        => ReadAsync<TSink>(EventReader.Create(workload.OpenStream(), Options)).AsTask().GetAwaiter().GetResult();
}
