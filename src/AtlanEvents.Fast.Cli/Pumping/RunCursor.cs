using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Inputs;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>How far a run has come: the current input, its counts, and the point from which another run could resume.</summary>
internal sealed class RunCursor
{
    // The brokers save the place in a topic.
    private static readonly ResumePoint s_noPlace = new() { ByteOffset = 0, LinesBefore = 0, ReadFrom = 0, ReadFromLinesBefore = 0 };

    private readonly IEventConsumer _consumer;
    private readonly RejectedLines _rejected;
    private readonly RunTotals _totals;
    private readonly PumpProgress _progress;
    private readonly Func<RunPoint> _getResumePoint;

    // Of the current input: the number of bytes that an earlier run processed, and the place that was reached.
    private long _processedBefore;
    private Func<ResumePoint> _getPlace = () => s_noPlace;
    private TopicInput? _topic;

    public RunCursor(IEventConsumer consumer, RejectedLines rejected, RunTotals totals, PumpProgress progress, int input)
    {
        _consumer = consumer;
        _rejected = rejected;
        _totals = totals;
        _progress = progress;
        _getResumePoint = GetResumePoint;
        Input = input;
    }

    /// <summary>The zero-based index of the current input.</summary>
    public int Input { get; set; }

    /// <summary>The counts of the current input.</summary>
    public ReadCounts Counts { get; set; } = new();

    /// <summary>Starts an input that is not a topic.</summary>
    /// <param name="name">The name of the input.</param>
    /// <param name="getPosition">Returns the number of its bytes that were read. Any thread may call it.</param>
    /// <param name="getPlace">Returns the place that was reached.</param>
    /// <param name="resumed">The place at which an earlier run ended, if this run continues it.</param>
    public void Start(string name, Func<long> getPosition, Func<ResumePoint> getPlace, ResumePoint? resumed = null)
    {
        _processedBefore = resumed?.ByteOffset ?? 0;
        _getPlace = getPlace;
        _progress.StartInput(name, getPosition, resumed?.ReadFrom ?? 0);
        _consumer.StartInput(name);
    }

    /// <summary>Starts a topic. The events of each of its partitions are announced to the consumer as an input.</summary>
    public void Start(string name, TopicInput topic)
    {
        _processedBefore = 0;
        _topic = topic;
        Counts = topic.Reader.Counts;
        _progress.StartInput(name, () => 0, resumedAt: 0);
    }

    /// <summary>Ends a batch of events.</summary>
    public async ValueTask FlushAsync(CancellationToken stop)
    {
        await _consumer.FlushAsync(_getResumePoint, stop).ConfigureAwait(false);
        _rejected.Flush();
        _progress.Update(_totals.Events + Counts.Events, _totals.Bytes + Counts.Bytes - _processedBefore);
    }

    /// <summary>Ends the input.</summary>
    public void End(EventEngine engine, int vectorBits)
    {
        _totals.Add(Counts, engine, vectorBits, _processedBefore);
        _progress.Update(_totals.Events, _totals.Bytes);
        _topic = null;
        Counts = new ReadCounts();
    }

    private RunPoint GetResumePoint() => new()
    {
        Input = Input,
        Place = _topic is null ? _getPlace() : s_noPlace,
        Offsets = _topic?.GetOffsets(),
        Totals = _totals.Save(Counts, _processedBefore),
        RejectedLines = _rejected.Count,
    };
}
