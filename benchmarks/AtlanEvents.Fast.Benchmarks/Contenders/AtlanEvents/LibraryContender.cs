using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>An engine of the library, and a way to its input.</summary>
internal abstract class LibraryContender(EventEngine engine, string name, bool opensEnvelopes = false) : EventContender
{
    public EventEngine Engine => engine;

    public sealed override string Name => name;

    public sealed override Validation Validates => Validation.Whole;

    /// <summary>Bad lines are counted and passed over; lines may be as long as lines can be.</summary>
    protected EventReaderOptions Options { get; } = new()
    {
        Engine = engine,
        FaultHandler = static (in _) => { },
        MaxLineBytes = EventReaderOptions.LargestMaxLineBytes,
        Reassembly = opensEnvelopes ? ReassemblyOptions.Default : null,
        Unwrap = opensEnvelopes ? EventWrappers.All : EventWrappers.None,
    };

    /// <summary>Lets this thread's engine learn the workload. A thread keeps one engine only, so others may have put theirs in its place.</summary>
    public override void Prepare(Workload workload)
    {
        if (Engine == EventEngine.Utf8Json)
            return;

        foreach (EventView _ in EventParser.Enumerate(workload.Bytes, Options))
        {
        }
    }

    /// <summary>Gives the events of a reader to a sink.</summary>
    protected static async ValueTask<TSink> ReadAsync<TSink>(EventReader source)
        where TSink : struct, IEventSink
    {
        TSink sink = default;
        await using EventReader reader = source;
        while (await reader.ReadAsync().ConfigureAwait(false))
            sink = Drain(reader, sink);

        sink.Rejected = reader.Counts.Rejected;
        return sink;
    }

    private static TSink Drain<TSink>(EventReader reader, TSink sink)
        where TSink : struct, IEventSink
    {
        while (reader.TryRead(out EventView view))
            sink.Take(view);

        return sink;
    }
}
