using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Hands the events that a selection picks to a sink.</summary>
/// <param name="sink">Takes them.</param>
/// <param name="selection">Picks them.</param>
/// <param name="checkpoint">Says how many were taken care of before, and saves how many are now.</param>
internal sealed class Replay(IEventSink sink, EventSelection selection, ReplayCheckpoint? checkpoint = null) : IEventConsumer, IDisposable
{
    private readonly long _done = checkpoint?.Start.Events ?? 0;
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(sink.Broken);

    public string? Progress => sink.Progress;

    public Delivery? Delivery => new(_done + sink.Acknowledged, sink.InFlight);

    public CancellationToken Broken => _enough.Token;

    public void Start(string input) => sink.Start(input);

    public void Consume(in EventView view)
    {
        if (selection.Picks(view) && selection.Picked > _done)
            sink.Accept(view);
    }

    public async ValueTask FlushAsync(CancellationToken stop)
    {
        await SavingMeanwhileAsync(sink.FlushAsync(stop)).ConfigureAwait(false);
        SaveIfDue();
        if (selection.IsDone)
            await _enough.CancelAsync().ConfigureAwait(false);
    }

    public ValueTask CompleteAsync(CancellationToken stop) => SavingMeanwhileAsync(sink.CompleteAsync(stop));

    public void Dispose() => _enough.Dispose();

    // A receiver may take its time for what one read brought.
    private async ValueTask SavingMeanwhileAsync(ValueTask work)
    {
        if (checkpoint is not null && !work.IsCompleted)
        {
            Task task = work.AsTask();
            work = new ValueTask(task);
            while (await Task.WhenAny(task, Task.Delay(checkpoint.Pause, CancellationToken.None)).ConfigureAwait(false) != task)
                SaveIfDue();
        }

        await work.ConfigureAwait(false);
    }

    // As long as events are passed over, there is nothing new to save.
    private void SaveIfDue()
    {
        if (selection.Picked >= _done)
            checkpoint?.SaveIfDue(selection);
    }
}
