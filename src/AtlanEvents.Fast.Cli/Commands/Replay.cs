using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Hands the events that a filter accepts to a sink.</summary>
internal sealed class Replay(IEventSink sink, EventFilter filter) : IEventConsumer
{
    public string? Progress => sink.Progress;

    public CancellationToken Broken => sink.Broken;

    public void Start(string input) => sink.Start(input);

    public void Consume(in EventView view)
    {
        if (filter.Accepts(view))
            sink.Accept(view);
    }

    public ValueTask FlushAsync(CancellationToken stop) => sink.FlushAsync(stop);

    public ValueTask CompleteAsync(CancellationToken stop) => sink.CompleteAsync(stop);
}
