using System.Diagnostics;
using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Saves the state of a replay, so that another run can resume it.</summary>
/// <remarks>
/// A resumed run reads from a point at or before the last acknowledged event. It skips the events that are acknowledged and the rejected
/// lines that are in the dead letter; both are determined by the input and by <see cref="RunPoint"/>. Outputs are truncated to the saved
/// length. Outputs are synced before the checkpoint is saved, so that nothing is lost or duplicated in a file, wherever the run stops.
/// </remarks>
internal sealed class CheckpointWriter(CheckpointStore store, IEventSink sink, RejectedLines rejected) : IReplayProgress
{
    private static readonly TimeSpan s_minInterval = TimeSpan.FromMilliseconds(50);

    // Points after the acknowledged events, in order; an HTTP receiver lags behind the reader.
    private readonly Queue<RunPoint> _points = new();
    private RunPoint? _point = store.Start.Point;
    private long _savedAt = Stopwatch.GetTimestamp();

    public long EventsBefore => store.Start.Events;

    public TimeSpan Interval => store.Settings.Interval > s_minInterval ? store.Settings.Interval : s_minInterval;

    public void SaveIfDue(Func<RunPoint>? getResumePoint)
    {
        if (Stopwatch.GetElapsedTime(_savedAt) < store.Settings.Interval)
            return;

        if (store.Settings.CanResumeInside && getResumePoint is not null)
            Add(getResumePoint());

        Save(isComplete: false);
    }

    public void Save(bool isComplete)
    {
        // Read the number before syncing the outputs: what an output has beyond the number is truncated by the next run. A run that stops
        // while it skips acknowledged events has counted fewer rejected lines than are in the dead letter.
        long events = EventsBefore + sink.Acknowledged;
        while (_points.TryPeek(out RunPoint? next) && next.Events <= events)
            _point = _points.Dequeue();

        store.Save(store.Start with
        {
            Point = _point,
            Events = events,
            OutputLength = sink.Sync(),
            RejectedLines = Math.Max(rejected.Count, store.Start.RejectedLines),
            FirstRejected = rejected.First,
            FirstRefused = rejected.FirstRefused,
            Refused = new SortedDictionary<int, long>(rejected.RefusedByStatus.ToDictionary()),
            DeadLetterLength = rejected.Sync(),
            IsComplete = isComplete,
        });
        _savedAt = Stopwatch.GetTimestamp();
    }

    private void Add(RunPoint point)
    {
        RunPoint? last = _points.LastOrDefault();
        if (last is null || last.Input != point.Input || last.Place.ByteOffset != point.Place.ByteOffset)
            _points.Enqueue(point);
    }
}
