using System.Diagnostics;
using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Telemetry;
using AtlanEvents.Fast.Kafka.Watching;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>
/// Reads messages in the memory of the client: parses them, and passes events to a handler of views, or copies them for a lane.
/// </summary>
/// <remarks>
/// The client calls it within Consume, with a span over its native memory, and before the partition and offset are known; the loop that
/// polls does the rest. Nothing is allocated for a message that a handler of views accepts.
/// </remarks>
internal sealed class MessageDecoder : IDeserializer<IncomingMessage>, IDisposable
{
    private readonly IncomingMessage _message = new();
    private readonly IEventViewHandler? _viewHandler;
    private readonly EventConsumerOptions _options;
    private readonly MessageParser _parser;
    private readonly EventParser? _partFinder;
    private readonly ConsumerMetrics _metrics;
    private readonly string _topic;
    private readonly StaleEventDetector? _staleEvents;
    private readonly PurgeLimit? _purges;
    private readonly BulkDeleteWatch? _bulkDeletes;
    private readonly LaneSet _lanes;
    private long _number;

    // The fault of the message being parsed.
    private LineFaultReason _currentFault;
    private bool _isParsing;
    private bool _isHolding;

    /// <param name="options">The options.</param>
    /// <param name="topic">The name of the topic, if there is only one.</param>
    /// <param name="viewHandler">The handler of views; <see langword="null"/> if events are handled as records.</param>
    /// <param name="metrics">Receives what was read.</param>
    /// <param name="lanes">Where events are handled that were not handled while they were read.</param>
    /// <param name="time">The clock.</param>
    public MessageDecoder(
        EventConsumerOptions options,
        string topic,
        IEventViewHandler? viewHandler,
        ConsumerMetrics metrics,
        LaneSet lanes,
        TimeProvider time)
    {
        _options = options;
        _topic = topic;
        _viewHandler = viewHandler;
        _metrics = metrics;
        _lanes = lanes;
        _parser = new MessageParser(options.Reader with { FaultHandler = OnFault }, OnJoined);
        _partFinder = options.PartsTopic is null ? null : new EventParser(options.Reader);
        _staleEvents = options.StaleEventMemory > 0 ? new StaleEventDetector(options.StaleEventMemory) : null;
        _purges = options.MaxPurgesPerMinute is int limit ? new PurgeLimit(limit, time) : null;
        _bulkDeletes = options.BulkDeleteObserver is { } observer
            ? new BulkDeleteWatch(observer, options.BulkDeleteThreshold, options.BulkDeleteQuietTime, time)
            : null;
    }

    /// <summary>The number of the next message.</summary>
    public long NextNumber => _number + 1;

    /// <summary>Why the last message must not be handled.</summary>
    public EventKafkaException? Failure { get; private set; }

    /// <summary>Handles no further messages. Their offsets must not be completed.</summary>
    public void Hold() => _isHolding = true;

    public IncomingMessage Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        _message.Reset(++_number);
        if (_isHolding)
        {
            _message.Kind = IncomingKind.Held;
            return _message;
        }

        string topic = string.IsNullOrEmpty(context.Topic) ? _topic : context.Topic;
        _metrics.AddConsumed(topic);
        if (isNull)
            return _message;

        if (_partFinder is not null && topic != _options.PartsTopic && IsPart(_partFinder, data))
            return _message;

        LineVerdict verdict = Parse(data, out EventView view);
        if (verdict.Outcome == LineOutcome.Event)
            Accept(view, data, topic);
        else if (_currentFault != LineFaultReason.None)
            Reject(_currentFault, data);
        else if (_parser.IsPending)
            _message.Kind = IncomingKind.Waiting;
        else if (verdict.Outcome == LineOutcome.NotRoutable)
            _metrics.AddNotRoutable(verdict.NotRoutableReason);

        return _message;
    }

    /// <summary>Gives up the messages that have waited since before a number. Their parts are in the result.</summary>
    public IncomingMessage GiveUpBefore(long number)
    {
        _message.Reset(_number);
        _parser.GiveUpBefore(number);
        return _message;
    }

    /// <summary>Forgets parts whose partitions were taken away.</summary>
    public void Forget(Func<long, bool> isForgotten) => _parser.Forget(isForgotten);

    /// <summary>Finishes bulk deletes that are over.</summary>
    public void FinishBulkDeletes(bool all)
    {
        if (all)
            _bulkDeletes?.FinishAll();
        else
            _bulkDeletes?.FinishQuiet();
    }

    public void Dispose()
    {
        _parser.Dispose();
        _partFinder?.Dispose();
    }

    private LineVerdict Parse(ReadOnlySpan<byte> data, out EventView view)
    {
        _currentFault = LineFaultReason.None;
        _isParsing = true;
        try
        {
            return _parser.Parse(data, _number, out view);
        }
        finally
        {
            _isParsing = false;
        }
    }

    private void Accept(in EventView view, ReadOnlySpan<byte> value, string topic)
    {
        if (_purges is not null && view.IsPurge && !_purges.TryAdd())
        {
            _message.Kind = IncomingKind.Held;
            Failure = new PurgeLimitException(_options.MaxPurgesPerMinute!.Value);
            return;
        }

        _bulkDeletes?.Add(view);
        bool isStale = _staleEvents is not null && _staleEvents.IsStale(view);
        if (isStale)
            _metrics.AddStale();

        Exception? failure = null;
        if (_viewHandler is not null && _lanes.IsEmpty && TryHandle(_viewHandler, view, isStale, topic, out failure))
            return;

        _message.Kind = IncomingKind.Queued;
        _message.Event = QueuedEvent.Create(view, value, hasRecord: _viewHandler is null, isStale);
        _message.Event.Attempts = failure is null ? 0 : 1;
        _message.Event.Failure = failure;
    }

    private bool TryHandle(IEventViewHandler handler, in EventView view, bool isStale, string topic, out Exception? failure)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            handler.Handle(view, new EventDelivery(Attempt: 1, isStale));
            failure = null;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        _metrics.AddAttempt(topic, started, failure);
        return failure is null;
    }

    private bool IsPart(EventParser finder, ReadOnlySpan<byte> data)
    {
        // An event is parsed twice; only topics with split messages need a parts topic.
        if (finder.Parse(data, out _).NotRoutableReason != NotRoutableReason.CompressedOrSplit || !MessageId.TryRead(data, out byte[] id))
            return false;

        _message.Kind = IncomingKind.Forwarded;
        _message.MessageId = id;
        _message.Value = data.ToArray();
        return true;
    }

    private void Reject(LineFaultReason reason, ReadOnlySpan<byte> data)
    {
        _message.Kind = IncomingKind.Rejected;
        _message.Reason = reason;
        _message.Value = data.ToArray();
    }

    private void OnJoined(long number, ReadOnlySpan<byte> line) => _message.Joined.Add(new SettledPart(number, line.ToArray()));

    private void OnFault(in LineFault fault)
    {
        if (_isParsing && fault.LineNumber == _number)
            _currentFault = fault.Reason;
        else
            _message.RejectedParts.Add((new SettledPart(fault.LineNumber, fault.Line.ToArray()), fault.Reason));
    }
}
