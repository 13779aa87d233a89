using System.Collections.Concurrent;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Passes the selected events to a sink.</summary>
internal sealed class Replay(IEventSink sink, EventSelection selection, IReplayProgress? progress = null) : IDivisibleConsumer, IDisposable
{
    // The number of selected events that an earlier run delivered, which this one skips.
    private readonly long _skipped = progress?.EventsBefore ?? 0;
    private readonly StreamSink? _stream = sink as StreamSink;
    private readonly ConcurrentBag<ReplayPart> _spare = [];
    private readonly CancellationTokenSource _stopped = CancellationTokenSource.CreateLinkedTokenSource(sink.Stopped);

    private readonly Dictionary<string, long> _purges = [];

    /// <summary>
    /// The number of purge deletes of each input, or partition of a topic, to which the user agreed. An input may have grown since it was
    /// searched for them. Unlimited if <see langword="null"/>.
    /// </summary>
    public IReadOnlyDictionary<string, long>? AgreedPurges { get; init; }

    public string? Status => sink.Status;

    public bool IsDone => selection.IsDone;

    public DeliveryCounts? Delivery => new(_skipped + sink.Acknowledged, sink.InFlight);

    public CancellationToken Stopped => _stopped.Token;

    // A receiver gets one event at a time. With a limit, how much is read should not depend on the number of threads.
    public bool CanDivide => _stream is not null && !selection.HasLimit;

    public void Consume(in EventView view, in EventPosition position)
    {
        if (!selection.Selects(view) || selection.Selected <= _skipped)
            return;

        if (AgreedPurges is not null && view.DeleteHandler.IsPurge())
            RequireConsent(AgreedPurges, position);

        sink.Accept(view, position);
    }

    public IEventPart CreatePart()
        => _spare.TryTake(out ReplayPart? part) ? part : new ReplayPart(selection, _stream!.Format);

    public void Merge(IEventPart part)
    {
        var records = (ReplayPart)part;
        bool isReused = part.Bytes <= IEventPart.MaxReusedBytes;
        records.Take(candidate => selection.Selects(candidate) && selection.Selected > _skipped, _stream!.Accept);
        if (isReused)
            _spare.Add(records);
    }

    public async ValueTask FlushAsync(Func<RunPoint> getResumePoint, CancellationToken stop)
    {
        await SaveWhileRunningAsync(sink.FlushAsync(stop), getResumePoint).ConfigureAwait(false);
        SaveIfDue(getResumePoint);
        if (selection.IsDone)
            await _stopped.CancelAsync().ConfigureAwait(false);
    }

    public ValueTask CompleteAsync(CancellationToken stop) => SaveWhileRunningAsync(sink.CompleteAsync(stop), getResumePoint: null);

    public void Dispose() => _stopped.Dispose();

    private void RequireConsent(IReadOnlyDictionary<string, long> agreed, in EventPosition position)
    {
        long number = _purges[position.Input] = _purges.GetValueOrDefault(position.Input) + 1;
        if (number > agreed.GetValueOrDefault(position.Input))
            throw PurgeConsent.IsMissing(position);
    }

    // A slow receiver may take a long time for one batch.
    private async ValueTask SaveWhileRunningAsync(ValueTask work, Func<RunPoint>? getResumePoint)
    {
        if (progress is not null && !work.IsCompleted)
        {
            Task task = work.AsTask();
            work = new ValueTask(task);
            while (await Task.WhenAny(task, Task.Delay(progress.Interval, CancellationToken.None)).ConfigureAwait(false) != task)
                SaveIfDue(getResumePoint);
        }

        await work.ConfigureAwait(false);
    }

    private void SaveIfDue(Func<RunPoint>? getResumePoint)
    {
        // There is nothing new to save while events are skipped.
        if (progress is null || selection.Selected < _skipped)
            return;

        Func<RunPoint>? getPoint = getResumePoint is null
            ? null
            : () => getResumePoint() with { Events = selection.Selected, Passed = selection.Passed };
        progress.SaveIfDue(getPoint);
    }
}
