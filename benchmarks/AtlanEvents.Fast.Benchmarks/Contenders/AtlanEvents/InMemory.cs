using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>The library over bytes in memory: <see cref="EventParser.Enumerate"/>.</summary>
internal sealed class InMemory(EventEngine engine) : EventContender
{
    private readonly EventReaderOptions _options = new() { Engine = engine };

    public override string Name { get; } = NameOf(engine);

    public override Validation Validates => Validation.Whole;

    public static string NameOf(EventEngine engine) => $"AtlanEvents.Fast {engine.ToString().ToLowerInvariant()}";

    protected override TSink Read<TSink>(Workload workload)
    {
        TSink sink = default;
        foreach (EventView view in EventParser.Enumerate(workload.Bytes, _options))
            sink.Take(view);

        return sink;
    }
}
