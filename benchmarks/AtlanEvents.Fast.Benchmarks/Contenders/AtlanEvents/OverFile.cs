using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>
/// The library over a file that the operating system has in memory, its page cache: <see cref="EventReader"/>, a PipeReader and
/// a <see cref="FileStream"/>, which has each read done by a thread of the pool.
/// </summary>
internal sealed class OverFile(EventEngine engine) : LibraryContender(engine, NameOf(engine))
{
    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, PipeReader over a file";

    public override bool Takes(Scope scope) => scope == Scope.Locate;

    protected override TSink Read<TSink>(Workload workload)
    {
        // The pipe has the buffer.
        var file = new FileStream(WorkloadFiles.PathOf(workload), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return ReadAsync<TSink>(EventReader.Create(file, Options)).AsTask().GetAwaiter().GetResult();
    }
}
