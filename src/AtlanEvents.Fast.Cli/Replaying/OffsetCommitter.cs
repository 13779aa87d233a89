using System.Diagnostics;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Commits the offsets of messages whose events are delivered for good, so that another run for the group continues there.</summary>
/// <remarks>
/// Outputs are synced before offsets are committed. Events that were delivered after the last commit come again: at least once. While no
/// broker answers, the run continues, and only the last commit must succeed.
/// </remarks>
internal sealed class OffsetCommitter(IEventSink sink, RejectedLines rejected) : IReplayProgress
{
    // An earlier commit that got no answer can hold up the last one for ten seconds (socket.timeout.ms).
    private static readonly TimeSpan s_lastTimeout = TimeSpan.FromSeconds(20);

    // Points after which events are not yet acknowledged, in order.
    private readonly Queue<RunPoint> _points = new();

    // The latest acknowledged offsets of each topic.
    private readonly Dictionary<TopicInput, TopicOffsets> _acknowledged = [];
    private long _savedAt = Stopwatch.GetTimestamp();

    public long EventsBefore => 0;

    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    public void SaveIfDue(Func<RunPoint>? getResumePoint)
    {
        if (getResumePoint?.Invoke() is { Offsets: not null } point)
            _points.Enqueue(point);

        if (Stopwatch.GetElapsedTime(_savedAt) >= Interval)
            Save(Interval, isLast: false);
    }

    public void Save(bool isComplete) => Save(s_lastTimeout, isLast: true);

    private void Save(TimeSpan timeout, bool isLast)
    {
        long events = sink.Acknowledged;
        while (_points.TryPeek(out RunPoint? point) && point.Events <= events)
            _acknowledged[point.Offsets!.Input] = _points.Dequeue().Offsets!;

        if (_acknowledged.Count > 0)
        {
            sink.Sync();
            rejected.Sync();
        }

        foreach ((TopicInput input, TopicOffsets offsets) in _acknowledged)
        {
            if (input.CommitIfNew(offsets.Offsets, timeout, isRequired: isLast))
                _acknowledged.Remove(input);
        }

        _savedAt = Stopwatch.GetTimestamp();
    }
}
