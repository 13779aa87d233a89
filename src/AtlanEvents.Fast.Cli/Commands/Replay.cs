using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Hands the events that a filter accepts to a sink.</summary>
/// <param name="sink">Takes them.</param>
/// <param name="filter">Picks them.</param>
/// <param name="checkpoint">Says how many were taken care of before, and saves how many are now.</param>
internal sealed class Replay(IEventSink sink, EventFilter filter, ReplayCheckpoint? checkpoint = null) : IEventConsumer
{
    private readonly long _done = checkpoint?.Start.Events ?? 0;

    // How many events the filter has picked, those of earlier runs included.
    private long _picked = checkpoint?.Start.Point?.Events ?? 0;

    public string? Progress => sink.Progress;

    public CancellationToken Broken => sink.Broken;

    public void Start(string input) => sink.Start(input);

    public void Consume(in EventView view)
    {
        if (!filter.Accepts(view))
            return;

        if (++_picked > _done)
            sink.Accept(view);
    }

    public async ValueTask FlushAsync(CancellationToken stop)
    {
        await sink.FlushAsync(stop).ConfigureAwait(false);

        // As long as events are passed over, there is nothing new to save.
        if (_picked >= _done)
            checkpoint?.SaveIfDue(_picked);
    }

    public ValueTask CompleteAsync(CancellationToken stop) => sink.CompleteAsync(stop);
}
