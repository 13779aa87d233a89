using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Counts the events that a replay would hand on, and hands none on.</summary>
/// <param name="selection">Picks them.</param>
/// <param name="done">How many of them were handed on before.</param>
internal sealed class ReplayPreview(EventSelection selection, long done) : IEventConsumer, IDisposable
{
    private readonly CancellationTokenSource _enough = new();

    public EventStatistics Events { get; } = new();

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them are purges, which cannot be undone.</summary>
    public long Purges => Events.DeleteHandler.Sorted().Where(handler => handler.Key is "HARD" or "PURGE").Sum(handler => handler.Value);

    public CancellationToken Broken => _enough.Token;

    public void Consume(in EventView view)
    {
        if (!selection.Picks(view) || selection.Picked <= done)
            return;

        Count++;
        Events.Consume(view);
    }

    public async ValueTask FlushAsync(CancellationToken stop)
    {
        if (selection.IsDone)
            await _enough.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose() => _enough.Dispose();
}
