using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>
/// The library over bytes in memory: <see cref="EventParser.Enumerate(ReadOnlySpan{byte}, EventReaderOptions?)"/>. The engine has learned
/// the workload.
/// </summary>
internal sealed class InMemory(EventEngine engine) : LibraryContender(engine, NameOf(engine))
{
    public override bool SupportsHostile => true;

    public static string NameOf(EventEngine engine) => $"AtlanEvents.Fast {engine.ToString().ToLowerInvariant()}";

    /// <summary>Reads a workload.</summary>
    public static TSink Read<TSink>(Workload workload, EventReaderOptions options)
        where TSink : struct, IEventSink
    {
        TSink sink = default;
        EventEnumerator events = EventParser.Enumerate(workload.Bytes, options);
        foreach (ref readonly EventView view in events)
            sink.Add(view);

        sink.Rejected = events.Counts.Rejected;
        return sink;
    }

    protected override TSink Read<TSink>(Workload workload) => Read<TSink>(workload, Options);
}
