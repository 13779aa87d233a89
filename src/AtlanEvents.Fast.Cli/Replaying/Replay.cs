using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Passes the selected events to a sink.</summary>
internal sealed class Replay : IEventConsumer, IDisposable
{
    private readonly IEventSink _sink;
    private readonly EventSelection _selection;
    private readonly CheckpointWriter? _checkpoint;

    // The number of selected events that an earlier run delivered, which this one skips.
    private readonly long _skipped;
    private readonly CancellationTokenSource _stopped;

    public Replay(IEventSink sink, EventSelection selection, CheckpointWriter? checkpoint = null)
    {
        _sink = sink;
        _selection = selection;
        _checkpoint = checkpoint;
        _skipped = checkpoint?.EventsBefore ?? 0;
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(sink.Stopped);
    }

    public string? Status => _sink.Status;

    public DeliveryCounts? Delivery => new(_skipped + _sink.Acknowledged, _sink.InFlight);

    public CancellationToken Stopped => _stopped.Token;

    public void Consume(in EventView view, in EventPosition position)
    {
        if (_selection.Selects(view) && _selection.Selected > _skipped)
            _sink.Accept(view, position);
    }

    public async ValueTask FlushAsync(Func<RunPoint> getResumePoint, CancellationToken stop)
    {
        await SaveWhileRunningAsync(_sink.FlushAsync(stop), getResumePoint).ConfigureAwait(false);
        SaveIfDue(getResumePoint);
        if (_selection.IsDone)
            await _stopped.CancelAsync().ConfigureAwait(false);
    }

    public ValueTask CompleteAsync(CancellationToken stop) => SaveWhileRunningAsync(_sink.CompleteAsync(stop), getResumePoint: null);

    public void Dispose() => _stopped.Dispose();

    // A slow receiver may take a long time for one batch.
    private async ValueTask SaveWhileRunningAsync(ValueTask work, Func<RunPoint>? getResumePoint)
    {
        if (_checkpoint is not null && !work.IsCompleted)
        {
            Task task = work.AsTask();
            work = new ValueTask(task);
            while (await Task.WhenAny(task, Task.Delay(_checkpoint.Interval, CancellationToken.None)).ConfigureAwait(false) != task)
                SaveIfDue(getResumePoint);
        }

        await work.ConfigureAwait(false);
    }

    private void SaveIfDue(Func<RunPoint>? getResumePoint)
    {
        // There is nothing new to save while events are skipped.
        if (_checkpoint is null || _selection.Selected < _skipped)
            return;

        Func<RunPoint>? getPoint = getResumePoint is null
            ? null
            : () => getResumePoint() with { Events = _selection.Selected, Passed = _selection.Passed };
        _checkpoint.SaveIfDue(getPoint);
    }
}
