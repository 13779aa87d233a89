using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Counts the events that a replay would deliver.</summary>
/// <param name="selection">Selects the events.</param>
/// <param name="skipped">The number of selected events that an earlier run delivered.</param>
internal sealed class ReplayPreview(EventSelection selection, long skipped) : IEventConsumer, IDisposable
{
    private readonly CancellationTokenSource _stopped = new();

    public EventStatistics Events { get; } = new();

    public long Count { get; private set; }

    /// <summary>The number of events that are purges, which cannot be undone. Exact, unlike <see cref="Events"/>.</summary>
    public long Purges => PurgesByInput.Values.Sum();

    /// <summary>The same for each input, or partition of a topic.</summary>
    public Dictionary<string, long> PurgesByInput { get; } = [];

    public CancellationToken Stopped => _stopped.Token;

    public void Consume(in EventView view, in EventPosition position)
    {
        if (!selection.Selects(view) || selection.Selected <= skipped)
            return;

        Count++;
        if (view.DeleteHandler.IsPurge())
            PurgesByInput[position.Input] = PurgesByInput.GetValueOrDefault(position.Input) + 1;

        Events.Consume(view, position);
    }

    public async ValueTask FlushAsync(Func<RunPoint> getResumePoint, CancellationToken stop)
    {
        if (selection.IsDone)
            await _stopped.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose() => _stopped.Dispose();
}
