using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Producing;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtlanEvents.Fast.Kafka;

/// <summary>Produces events to a topic, keyed by guid, so that every consumer gets the events of an asset in order.</summary>
/// <remarks>
/// Idempotent and acknowledged by all replicas: the events of one producer arrive at least once, and in order for each asset. Atlas
/// publishes without keys; a topic that was produced again in this way repairs the order. After the first event that the brokers refuse,
/// nothing more can be sent. Neither form of <c>SendAsync</c> may be called concurrently; <see cref="DeliverAsync"/> and those that wait
/// may.
/// </remarks>
public sealed class EventProducer : IAsyncDisposable
{
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(10);

    private readonly EventProducerOptions _options;
    private readonly IProducer<byte[]?, byte[]> _client;
    private readonly SendWindow _window;
    private readonly Meter _meter;
    private readonly Counter<long> _sent;
    private readonly KeyValuePair<string, object?>[] _tags;
    private ExceptionDispatchInfo? _failure;
    private bool _isDisconnected;

    /// <summary>Creates a producer. Connects in the background.</summary>
    /// <param name="options">The options.</param>
    /// <param name="log">The log; none if null.</param>
    /// <exception cref="ArgumentException">The options contain mistakes. The message lists them.</exception>
    /// <exception cref="EventKafkaException">The client does not accept its settings. The message names the setting.</exception>
    public EventProducer(EventProducerOptions options, ILogger? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Check() is { Count: > 0 } mistakes)
            throw new ArgumentException(string.Join(" ", mistakes), nameof(options));

        log ??= NullLogger.Instance;
        _options = options;
        _window = new SendWindow(options.MaxInFlight, options.MaxInFlightBytes, OnReport);
        ProducerBuilder<byte[]?, byte[]> builder = new ProducerBuilder<byte[]?, byte[]>(
            ClientSettings.ForProducer(options.BootstrapServers, options.ClientSettings))
            .SetKeySerializer(Serializers.ByteArray!)
            .SetLogHandler((_, message) => Log.ClientDetail(log, message.Facility, message.Message))
            .SetErrorHandler((_, error) => OnError(error, log));
        _client = ClientSettings.Build(builder.Build);
        _meter = new Meter(ConsumerMetrics.SourceName);
        _sent = _meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages that were sent and acknowledged.");
        _tags = [new("messaging.system", "kafka"), new("messaging.destination.name", options.Topic)];
    }

    /// <summary>Whether another event can be sent without waiting.</summary>
    internal bool HasRoom => _window.HasRoom;

    private ErrorSubject Subject => new(_options.Topic);

    /// <summary>The number of events that were passed to the producer.</summary>
    public long Accepted => _window.Accepted;

    /// <summary>The largest n such that the brokers have acknowledged the first n events.</summary>
    public long Acknowledged => _window.Acknowledged;

    /// <summary>The number of events without acknowledgement.</summary>
    public int InFlight => _window.InFlight;

    /// <summary>Whether a connection failed, and nothing was acknowledged since. Events wait in memory, and are sent again.</summary>
    public bool IsDisconnected => Volatile.Read(ref _isDisconnected);

    /// <summary>Waits until a broker answers and knows the topic, so that mistakes in addresses show at once. Optional.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EventKafkaException">No broker answers, or there is no such topic. The message says what to do.</exception>
    public Task ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
        => Task.Run(() => Connect(timeout), CancellationToken.None).WaitAsync(cancellationToken);

    /// <summary>Sends an event, keyed by its guid. Completes when there is room for another one. Copies the event.</summary>
    /// <param name="view">The event.</param>
    /// <param name="headers">Headers of the record, if any.</param>
    /// <param name="cancellationToken">Stops waiting. The event is sent nevertheless.</param>
    /// <exception cref="EventKafkaException">The brokers refused an event. The message says what to do.</exception>
    public ValueTask SendAsync(in EventView view, Headers? headers = null, CancellationToken cancellationToken = default)
        => SendAsync(view.Guid.IsPresent ? view.Guid.Span.ToArray() : null, view.Line.ToArray(), headers, cancellationToken);

    /// <summary>Sends a message with any key. Completes when there is room for another one.</summary>
    /// <param name="key">The key, such as a guid; null for any partition. Must not change until the message is acknowledged.</param>
    /// <param name="value">The value, such as the line of an event. Must not change until the message is acknowledged.</param>
    /// <param name="headers">Headers of the record, if any.</param>
    /// <param name="cancellationToken">Stops waiting. The message is sent nevertheless.</param>
    /// <exception cref="EventKafkaException">The brokers refused an event. The message says what to do.</exception>
    public ValueTask SendAsync(byte[]? key, byte[] value, Headers? headers = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        ThrowIfFailed();
        Task room = Produce(key, value, headers, reported: null);
        return room.IsCompleted ? ValueTask.CompletedTask : WaitAsync(room, cancellationToken);
    }

    /// <summary>Sends a message and waits until the brokers have acknowledged it, as a handler must before it returns.</summary>
    /// <param name="key">The key, such as a guid; null for any partition. Must not change until the message is acknowledged.</param>
    /// <param name="value">The value, such as the line of an event. Must not change until the message is acknowledged.</param>
    /// <param name="headers">Headers of the record, if any.</param>
    /// <param name="cancellationToken">Stops waiting. The message is sent nevertheless.</param>
    /// <exception cref="EventKafkaException">The brokers refused an event. The message says what to do.</exception>
    /// <remarks>May be called concurrently.</remarks>
    public async Task DeliverAsync(byte[]? key, byte[] value, Headers? headers = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        ThrowIfFailed();
        var reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Produce(key, value, headers, reported);
        await WaitAsync(reported.Task, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until all events are acknowledged.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EventKafkaException">The brokers refused an event. The message says what to do.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
        => await WaitAsync(_window.WaitUntilEmpty(), cancellationToken).ConfigureAwait(false);

    /// <summary>Waits up to ten seconds for events without acknowledgement. Events that are then left may be lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await _window.WaitUntilEmpty().WaitAsync(s_disposeTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _meter.Dispose();
    }

    private void Connect(TimeSpan timeout)
    {
        using IAdminClient admin = new DependentAdminClientBuilder(_client.Handle).Build();
        try
        {
            Error error = admin.GetMetadata(_options.Topic, timeout).Topics.Single().Error;
            if (error.IsError)
                throw new KafkaException(error);
        }
        catch (KafkaException exception)
        {
            ThrowIfFailed();
            throw ErrorText.ToException(exception.Error, Subject, exception);
        }
    }

    /// <returns>Completes when there is room for another message.</returns>
    private Task Produce(byte[]? key, byte[] value, Headers? headers, TaskCompletionSource? reported)
    {
        SentMessage sent = _window.Add(value.Length + MessageMemory.Of(key, headers), out Task room);
        sent.Reported = reported;
        try
        {
            _client.Produce(_options.Topic, new Message<byte[]?, byte[]> { Key = key, Value = value, Headers = headers }, sent.Handler);
        }
        catch (KafkaException exception)
        {
            // Not even sent, such as a message that is too large.
            OnReport(exception.Error, sent);
        }

        return room;
    }

    private void OnReport(Error error, SentMessage sent)
    {
        if (error.IsError)
        {
            Fail(error);
        }
        else
        {
            Volatile.Write(ref _isDisconnected, false);
            _sent.Add(1, _tags);
        }

        TaskCompletionSource? reported = sent.Reported;
        _window.Remove(sent, isAcknowledged: !error.IsError);
        reported?.TrySetResult();
    }

    private void OnError(Error error, ILogger log)
    {
        if (error.IsFatal)
            Fail(error);
        else
            Log.ClientError(log, error.Code.ToString(), error.Reason);

        if (ErrorText.IsDisconnection(error))
            Volatile.Write(ref _isDisconnected, true);
    }

    private void Fail(Error error)
    {
        EventKafkaException exception = ErrorText.ToException(error, Subject);
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
    }

    private async ValueTask WaitAsync(Task task, CancellationToken cancellationToken)
    {
        await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        ThrowIfFailed();
    }

    /// <exception cref="EventKafkaException">The brokers refused an event.</exception>
    internal void ThrowIfFailed() => Volatile.Read(ref _failure)?.Throw();
}
