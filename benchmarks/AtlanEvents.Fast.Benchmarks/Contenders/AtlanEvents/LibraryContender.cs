using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>An engine of the library with one kind of input.</summary>
internal abstract class LibraryContender(EventEngine engine, string name, bool unpacks = false) : EventContender
{
    public EventEngine Engine => engine;

    public sealed override string Name => name;

    public sealed override Validation Validates => Validation.Whole;

    /// <summary>Rejected lines are counted and skipped; the length of lines is not limited.</summary>
    protected EventReaderOptions Options { get; private set; } = new()
    {
        Engine = engine,
        EnginePool = new EventEnginePool(),
        FaultHandler = static (in _) => { },
        MaxLineBytes = EventReaderOptions.MaxLineBytesLimit,
        Reassembly = unpacks ? ReassemblyOptions.Default : null,
        Unwrap = unpacks ? EventWrappers.All : EventWrappers.None,
    };

    /// <summary>Discards what the engine learned.</summary>
    public override void Reset() => Options = Options with { EnginePool = new EventEnginePool() };

    /// <summary>Lets the engine learn the workload.</summary>
    public override void Prepare(Workload workload)
    {
        if (Engine == EventEngine.Utf8Json)
            return;

        foreach (EventView _ in EventParser.Enumerate(workload.Bytes, Options))
        {
        }
    }

    /// <summary>Adds the events of a reader to a sink.</summary>
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
            sink.Add(view);

        return sink;
    }
}
