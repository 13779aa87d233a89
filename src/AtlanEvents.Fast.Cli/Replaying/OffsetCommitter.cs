using System.Diagnostics;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Commits the offsets of messages whose events are delivered for good, so that another run for the group continues there.</summary>
/// <remarks>
/// Outputs are synced before offsets are committed. Events that were delivered after the last commit come again: at least once, never less.
/// </remarks>
internal sealed class OffsetCommitter(IEventSink sink, RejectedLines rejected) : IReplayProgress
{
    // Points after which events are not yet acknowledged, in order.
    private readonly Queue<RunPoint> _points = new();
    private long _savedAt = Stopwatch.GetTimestamp();

    public long EventsBefore => 0;

    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    public void SaveIfDue(Func<RunPoint>? getResumePoint)
    {
        if (getResumePoint?.Invoke() is { Offsets: not null } point)
            _points.Enqueue(point);

        if (Stopwatch.GetElapsedTime(_savedAt) >= Interval)
            Save(isComplete: false);
    }

    public void Save(bool isComplete)
    {
        long events = sink.Acknowledged;
        var latest = new Dictionary<TopicInput, TopicOffsets>();
        while (_points.TryPeek(out RunPoint? point) && point.Events <= events)
            latest[point.Offsets!.Input] = _points.Dequeue().Offsets!;

        _savedAt = Stopwatch.GetTimestamp();
        if (latest.Count == 0)
            return;

        sink.Sync();
        rejected.Sync();
        foreach ((TopicInput input, TopicOffsets offsets) in latest)
            input.CommitIfNew(offsets.Offsets);
    }
}
