using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;

/// <summary>The library over a stream: <see cref="EventReader"/>, a PipeReader below it, and a stream over the same memory.</summary>
internal sealed class OverPipe(EventEngine engine) : EventContender
{
    private readonly EventReaderOptions _options = new() { Engine = engine };

    public override string Name { get; } = NameOf(engine);

    public override Validation Validates => Validation.Whole;

    public static string NameOf(EventEngine engine) => $"{InMemory.NameOf(engine)}, PipeReader";

    // The stream never makes the reader wait, so this never blocks.
    protected override TSink Read<TSink>(Workload workload) => ReadAsync<TSink>(workload).AsTask().GetAwaiter().GetResult();

    private async ValueTask<TSink> ReadAsync<TSink>(Workload workload)
        where TSink : struct, IEventSink
    {
        TSink sink = default;
        await using EventReader reader = EventReader.Create(workload.OpenStream(), _options);
        while (await reader.ReadAsync())
            sink = Drain(reader, sink);

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
