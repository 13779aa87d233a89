using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Consuming;
using AtlanEvents.Fast.Kafka.DeadLetters;
using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtlanEvents.Fast.Kafka;

/// <summary>Consumes events from Kafka and passes each to a handler, at least once, and in order for each asset.</summary>
/// <remarks>
/// An offset is committed only when all earlier messages of its partition are finished: handled, not events, or acknowledged by the
/// dead-letter topic. Consumers of one group share the partitions. Events of one asset are handled in the order in which this consumer
/// reads them; with topics keyed by guid that is the order in which they were produced.
/// </remarks>
public sealed class EventConsumer : IDisposable
{
    private readonly EventConsumerOptions _options;
    private readonly ILogger _log;
    private readonly ConsumerMetrics _metrics;
    private readonly RecordWriter _writer;
    private readonly MessageDecoder _decoder;
    private readonly FlowWindow _window;
    private readonly LaneSet _lanes;
    private readonly ConsumerLoop _loop;
    private readonly IDisposable? _invoker;
    private int _runs;
    private volatile bool _isRunning;

    /// <summary>Creates a consumer that copies each event to a record. Does not connect.</summary>
    /// <param name="options">The options.</param>
    /// <param name="handler">Handles the events, for different assets concurrently.</param>
    /// <param name="log">The log; none if null.</param>
    /// <param name="time">The clock; that of the system if null.</param>
    /// <exception cref="ArgumentException">The options contain mistakes. The message lists them.</exception>
    public EventConsumer(EventConsumerOptions options, IEventRecordHandler handler, ILogger? log = null, TimeProvider? time = null)
        : this(options, Require(handler), viewHandler: null, log, time)
    {
    }

    /// <summary>
    /// Creates a consumer that passes views over the memory of the client, without copies, on the thread that reads. Does not connect.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="handler">
    /// Handles the events, one after the other. An event that it does not accept is copied and retried; until that is settled, further
    /// events are copied and queued.
    /// </param>
    /// <param name="log">The log; none if null.</param>
    /// <param name="time">The clock; that of the system if null.</param>
    /// <exception cref="ArgumentException">The options contain mistakes. The message lists them.</exception>
    public EventConsumer(EventConsumerOptions options, IEventViewHandler handler, ILogger? log = null, TimeProvider? time = null)
        : this(options, recordHandler: null, Require(handler), log, time)
    {
    }

    private EventConsumer(
        EventConsumerOptions options,
        IEventRecordHandler? recordHandler,
        IEventViewHandler? viewHandler,
        ILogger? log,
        TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (EventConsumerOptionsRules.Check(options) is { Count: > 0 } mistakes)
            throw new ArgumentException(string.Join(" ", mistakes), nameof(options));

        _options = options;
        _log = log ?? NullLogger.Instance;
        time ??= TimeProvider.System;
        _window = new FlowWindow(options.MaxInFlight, options.MaxInFlightBytes);
        _metrics = new ConsumerMetrics(
            options.GroupId,
            lag: () => _loop!.Lag,
            inFlight: () => _window.Messages,
            pendingParts: () => _loop!.PendingParts);
        _writer = new RecordWriter(
            options.BootstrapServers,
            options.ClientSettings,
            message => Log.ClientDetail(_log, message.Facility, message.Message));
        var deadLetters = new DeadLetterWriter(options.DeadLetterTopic, _writer, _metrics, _log);
        IEventInvoker invoker = recordHandler is null
            ? new ViewInvoker(viewHandler!, options.Reader)
            : new RecordInvoker(recordHandler);
        _invoker = invoker as IDisposable;
        var processor = new EventProcessor(invoker, options, deadLetters, _metrics, _log);
        _lanes = new LaneSet(recordHandler is null ? 1 : options.Concurrency, processor, _window, Fail);
        var side = new SideWriter(deadLetters, _writer, options.PartsTopic, _window, Fail);
        _decoder = new MessageDecoder(options, ClientSettings.TopicsOf(options)[0], viewHandler, _metrics, _lanes, time);
        _loop = new ConsumerLoop(new LoopSettings(options, _log, time), _decoder, _lanes, side, _window);
    }

    /// <summary>What the consumer is doing.</summary>
    public EventConsumerStatus Status => new(
        _isRunning,
        _loop.AssignedPartitions,
        _loop.Lag,
        _window.Messages,
        _loop.PendingParts,
        _metrics.Events,
        _metrics.DeadLetters,
        _loop.SinceProgress);

    /// <summary>Joins the group and consumes until it is stopped. Can be called once.</summary>
    /// <param name="cancellationToken">
    /// Stops the consumer: events in flight are finished within <see cref="EventConsumerOptions.StopTimeout"/>, offsets are committed, and
    /// the group gets the partitions back.
    /// </param>
    /// <returns>A task that completes when the consumer has stopped; cancellation is not an error.</returns>
    /// <exception cref="EventKafkaException">The consumer cannot continue. The message says what to do.</exception>
    /// <exception cref="InvalidOperationException">The consumer has run before.</exception>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _runs, 1) != 0)
            throw new InvalidOperationException("A consumer runs once. Create another one to consume again.");

        // The client has no asynchronous call, and must be polled even while all partitions are paused.
        return Task.Factory.StartNew(
            () => Run(cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Releases memory and the dead-letter producer. The consumer must not be running.</summary>
    public void Dispose()
    {
        _lanes.Complete();
        _writer.Dispose();
        _metrics.Dispose();
        _decoder.Dispose();
        _ = _lanes.Completion.ContinueWith(_ => _invoker?.Dispose(), TaskScheduler.Default);
    }

    private static T Require<T>(T? handler)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(handler);
        return handler;
    }

    private void Run(CancellationToken cancellationToken)
    {
        string topics = string.Join(", ", ClientSettings.TopicsOf(_options));
        Log.Started(_log, topics, _options.GroupId);
        _isRunning = true;
        try
        {
            _loop.Run(cancellationToken);
        }
        finally
        {
            _isRunning = false;
            Log.Stopped(_log, topics, _options.GroupId);
        }
    }

    private void Fail(Exception exception) => _loop.Fail(exception);
}
