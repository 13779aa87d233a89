using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>
/// The library over a <see cref="FileStream"/> on a file in the page cache: <see cref="EventReader"/> over a PipeReader. Asynchronous reads
/// of a file run on the thread pool.
/// </summary>
internal sealed class OverFile(EventEngine engine) : LibraryContender(engine, NameOf(engine))
{
    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, PipeReader over a file";

    public override bool Supports(Scope scope) => scope == Scope.Locate;

    protected override TSink Read<TSink>(Workload workload)
    {
        // The pipe has a buffer of its own.
        var file = new FileStream(
            WorkloadFiles.PathOf(workload), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return ReadAsync<TSink>(EventReader.Create(file, Options)).AsTask().GetAwaiter().GetResult();
    }
}
