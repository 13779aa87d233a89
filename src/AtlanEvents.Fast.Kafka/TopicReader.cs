using System.Runtime.ExceptionServices;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Telemetry;
using AtlanEvents.Fast.Kafka.Topics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtlanEvents.Fast.Kafka;

/// <summary>Reads the events of a topic from one position to another, as <see cref="EventReader"/> reads a file.</summary>
/// <remarks>
/// Reads all partitions, unlike <see cref="EventConsumer"/>, which shares them with its group. The events of a partition come in order;
/// those of different partitions come as they arrive. With a group, reading starts at the committed offsets. Only <see cref="Commit"/>
/// commits offsets. Nothing is allocated per event, except by the client (about 200 bytes). Must not be used by several threads at once,
/// except for <see cref="Commit"/>.
/// </remarks>
public sealed class TopicReader : IDisposable
{
    // In milliseconds. Between two polls, the reader looks whether brokers still answer.
    private const int MaxPollTime = 500;

    // In milliseconds since 1970.
    private static readonly long s_firstTime = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long s_lastTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly TopicReaderOptions _options;
    private readonly ILogger _log;
    private readonly MessageValue _value = new();
    private readonly MessageParser _parser;
    private readonly IConsumer<Ignore, Ignore> _client;
    private readonly OffsetCommits _commits;
    private ReadPositions _positions = null!;
    private ExceptionDispatchInfo? _failure;
    private readonly DateTimeOffset _opened = DateTimeOffset.UtcNow;
    private long _number;
    private TopicPartitionOffset? _current;

    // When a connection failed; 0 if a message has arrived since.
    private long _downSince;

    private TopicReader(TopicReaderOptions options, ILogger log)
    {
        _options = options;
        _log = log;
        LineFaultHandler faultHandler = options.Reader.FaultHandler
            ?? throw new ArgumentException("The options of the reader must have a fault handler.", nameof(options));
        _parser = new MessageParser(
            options.Reader with { FaultHandler = (in LineFault fault) => OnFault(faultHandler, fault) },
            (number, _) => _positions.RemoveWaiting(number));
        _client = CreateClient();
        _commits = new OffsetCommits(_client);
    }

    /// <summary>The messages to read of each partition.</summary>
    public IReadOnlyList<PartitionRange> Ranges { get; private set; } = [];

    /// <summary>The place of the last message.</summary>
    /// <exception cref="InvalidOperationException">No message was read.</exception>
    public TopicPartitionOffset Position => _current ?? throw new InvalidOperationException("No message was read.");

    /// <summary>The headers of the last message, if <see cref="TopicReaderOptions.ReadHeaders"/> is set and it has any.</summary>
    public Headers? Headers { get; private set; }

    /// <summary>The messages read so far, by outcome.</summary>
    public ReadCounts Counts => _parser.Counts;

    /// <summary>The engine that parses the messages.</summary>
    public EventEngine Engine => _parser.Engine;

    /// <summary>The vector width of the engine in bits; 0 if it has no vector code of its own.</summary>
    public int VectorBits => _parser.VectorBits;

    /// <summary>Whether a connection failed, and no message has arrived since.</summary>
    public bool IsDisconnected => Volatile.Read(ref _downSince) > 0;

    private ErrorSubject Subject => new(_options.Topic, _options.GroupId);

    /// <summary>Connects, and finds out which messages to read.</summary>
    /// <param name="options">The options.</param>
    /// <param name="log">The log; none if null.</param>
    /// <param name="cancellationToken">Stops waiting for the brokers.</param>
    /// <exception cref="ArgumentException">The options have no fault handler.</exception>
    /// <exception cref="EventKafkaException">The topic cannot be read. The message says what to do.</exception>
    public static async Task<TopicReader> OpenAsync(
        TopicReaderOptions options,
        ILogger? log = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var reader = new TopicReader(options, log ?? NullLogger.Instance);

        // The client blocks, so a thread of its own finishes the attempt if the caller does not wait for it.
        Task opening = Task.Run(reader.Open, CancellationToken.None);
        try
        {
            await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
            return reader;
        }
        catch
        {
            _ = opening.ContinueWith(_ => reader.Dispose(), CancellationToken.None, default, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Reads the next message.</summary>
    /// <param name="wait">How long to wait for it.</param>
    /// <param name="view">The event, valid until the next message is read.</param>
    /// <exception cref="EventKafkaException">The topic cannot be read. The message says what to do.</exception>
    /// <remarks>An exception of the fault handler is passed on; the offset of its message then counts as unread.</remarks>
    public TopicReadStatus Read(TimeSpan wait, out EventView view)
    {
        view = default;
        long deadline = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        while (_options.Until is null || _positions.HasUnread)
        {
            long left = Math.Max(0, deadline - Environment.TickCount64);
            ConsumeResult<Ignore, Ignore>? result = Consume(TimeSpan.FromMilliseconds(Math.Min(left, MaxPollTime)));
            if (result is null)
            {
                if (left <= MaxPollTime)
                    return TopicReadStatus.Waiting;

                continue;
            }

            int partition = result.Partition.Value;
            long offset = result.Offset.Value;
            if (result.IsPartitionEOF)
                _positions.SetAtEnd(partition);

            if (result.IsPartitionEOF || !_positions.IsWanted(partition, offset))
            {
                EndIf(_positions.ReachesEnd(partition, offset), partition);
                continue;
            }

            _current = new TopicPartitionOffset(_options.Topic, partition, offset);
            Headers = result.Message.Headers;
            LineVerdict verdict = _parser.Parse(_value.Span, ++_number, out view);
            if (_parser.IsPending)
                _positions.AddWaiting(_number, partition, offset, WrittenAt(result.Message.Timestamp));

            EndIf(_positions.Advance(partition, offset + 1), partition);
            return verdict.Outcome == LineOutcome.Event ? TopicReadStatus.Event : TopicReadStatus.OtherMessage;
        }

        return TopicReadStatus.EndOfTopic;
    }

    /// <summary>The place of a message: the last one, or one that waits for other parts.</summary>
    /// <param name="number">The number of the message, as in <see cref="LineFault.LineNumber"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public TopicPartitionOffset PositionOf(long number)
    {
        if (number == _number)
            return Position;

        return _positions.FindWaiting(number)
            ?? throw new ArgumentOutOfRangeException(nameof(number), number, "This message is neither the last one nor waiting.");
    }

    /// <summary>
    /// The offsets from which another reader can continue: those after the last messages, or of the first message that waits for other
    /// parts. If nothing of a partition was read, that at which reading starts.
    /// </summary>
    public IReadOnlyList<TopicPartitionOffset> GetResumeOffsets() => _positions.Resume;

    /// <summary>Rejects the messages that still wait for parts, as at the end of a file.</summary>
    public void RejectIncompleteMessages() => _parser.GiveUpBefore(long.MaxValue);

    /// <summary>
    /// Rejects messages that still wait for parts although everything was read that was there when the parts had reached an age. Does nothing
    /// before that, nor while a connection has failed.
    /// </summary>
    /// <param name="age">The age of the parts, by the timestamps of their messages, at the end of what is read.</param>
    /// <remarks>A message that was read after a younger one that waits is rejected with it.</remarks>
    public void RejectIncompleteMessages(TimeSpan age)
    {
        DateTimeOffset? end = _options.Until switch
        {
            null => DateTimeOffset.UtcNow,
            { Time: { } time } => time < _opened ? time : _opened,
            { Offsets: null } until => until.Offset == Offset.End ? _opened : null,
            _ => null,
        };
        if (end is not null && _positions.IsAtEnd && !IsDisconnected)
            _parser.GiveUpBefore(_positions.FindWaitingSince(end.Value - age));
    }

    /// <summary>Commits offsets for the group, and waits until the brokers confirm. Thread-safe.</summary>
    /// <param name="offsets">The offsets of the next messages to read, from <see cref="GetResumeOffsets"/>.</param>
    /// <param name="timeout">
    /// How long to try. An attempt that is then under way may still succeed. It holds up later commits, usually for at most
    /// <c>socket.timeout.ms</c>.
    /// </param>
    /// <exception cref="InvalidOperationException">There is no group.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    /// <exception cref="EventKafkaException">The offsets cannot be committed. The message says what to do.</exception>
    public void Commit(IEnumerable<TopicPartitionOffset> offsets, TimeSpan timeout)
    {
        if (_options.GroupId is null)
            throw new InvalidOperationException("Offsets can be committed only for a group.");

        using var end = new CancellationTokenSource(timeout);
        try
        {
            if (_commits.Commit([.. offsets], end.Token) is { IsError: true } error)
                throw ErrorText.ToException(error, Subject);
        }
        catch (OperationCanceledException exception)
        {
            throw ErrorText.ToException(new Error(ErrorCode.Local_TimedOut), Subject, exception);
        }
    }

    /// <summary>Closes the connections and returns pooled memory. Commits nothing, but lets a commit that is under way end.</summary>
    public void Dispose()
    {
        _commits.Dispose();
        _parser.Dispose();
    }

    private void Open()
    {
        try
        {
            Ranges = new TopicRanges(_client, _options).Find();
        }
        catch (KafkaException exception)
        {
            Volatile.Read(ref _failure)?.Throw();
            throw ErrorText.ToException(exception.Error, Subject, exception);
        }

        _positions = new ReadPositions(_options.Topic, Ranges);
        _client.Assign(Ranges
            .Where(range => range.End is null || range.Start < range.End)
            .Select(range => new TopicPartitionOffset(_options.Topic, range.Partition, range.Start)));
    }

    private ConsumeResult<Ignore, Ignore>? Consume(TimeSpan wait)
    {
        Volatile.Read(ref _failure)?.Throw();
        try
        {
            ConsumeResult<Ignore, Ignore>? result = _client.Consume(wait);
            // The end of a partition proves nothing: the client may have received it before the loss, and reports it once.
            if (result is { IsPartitionEOF: false })
                Volatile.Write(ref _downSince, 0);
            else if (result is null)
                RequireBrokers();

            return result;
        }
        catch (KafkaException exception) when (ErrorText.IsPermanent(exception.Error))
        {
            throw ErrorText.ToException(exception.Error, Subject, exception);
        }
        catch (KafkaException exception)
        {
            Log.ClientError(_log, exception.Error.Code.ToString(), exception.Error.Reason);
            return null;
        }
    }

    // Reading up to an end fails if brokers are down for too long; following a topic waits without limit.
    private void RequireBrokers()
    {
        bool isLate = _downSince > 0 && Environment.TickCount64 - _downSince > _options.ConnectTimeout.TotalMilliseconds;
        if (isLate && _options.Until is not null)
            throw ErrorText.ToException(new Error(ErrorCode.Local_AllBrokersDown), Subject);
    }

    // Producers choose timestamps, also some that a DateTimeOffset cannot have.
    private static DateTimeOffset WrittenAt(Timestamp timestamp)
        => timestamp.Type == TimestampType.NotAvailable
            ? DateTimeOffset.UtcNow
            : DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(timestamp.UnixTimestampMs, s_firstTime, s_lastTime));

    private void EndIf(bool isAtEnd, int partition)
    {
        if (isAtEnd)
            _client.IncrementalUnassign([new TopicPartition(_options.Topic, partition)]);
    }

    private void OnFault(LineFaultHandler faultHandler, in LineFault fault)
    {
        faultHandler(fault);
        _positions.RemoveWaiting(fault.LineNumber);
    }

    private void OnError(Error error)
    {
        // Without a group, its coordinator is not needed.
        if (_options.GroupId is null && error.Code == ErrorCode.GroupAuthorizationFailed)
            return;

        if (ErrorText.IsPermanent(error))
        {
            EventKafkaException failure = ErrorText.ToException(error, Subject);
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
        }

        if (ErrorText.IsDisconnection(error) && _downSince == 0)
            Volatile.Write(ref _downSince, Environment.TickCount64);

        Log.ClientError(_log, error.Code.ToString(), error.Reason);
    }

    private IConsumer<Ignore, Ignore> CreateClient()
    {
        ConsumerBuilder<Ignore, Ignore> builder = new ConsumerBuilder<Ignore, Ignore>(ClientSettings.ForReader(_options))
            .SetValueDeserializer(_value)
            .SetErrorHandler((_, error) => OnError(error))
            .SetLogHandler((_, message) => Log.ClientDetail(_log, message.Facility, message.Message));
        return ClientSettings.Build(builder.Build);
    }
}
