using System.Runtime.ExceptionServices;
using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Offsets;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>The loop that polls the client, on a thread of its own, and everything that belongs to this thread.</summary>
/// <remarks>
/// <code>
/// client -> MessageDecoder -> Accept -> LaneSet -> handler -> OffsetTracker -> StoreOffsets -> commit
///           (in Consume)        |                                 ^
///                               +-> WaitingParts, dead letters ---+
/// </code>
/// </remarks>
internal sealed class ConsumerLoop
{
    private static readonly TimeSpan s_pollTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_coordinatorTimeout = TimeSpan.FromSeconds(5);

    // In milliseconds.
    private const int HousekeepingInterval = 50;
    private const int LagInterval = 1_000;
    private const int MaxMessagesBetweenHousekeeping = 1_024;

    private readonly LoopSettings _settings;
    private readonly MessageDecoder _decoder;
    private readonly LaneSet _lanes;
    private readonly SideWriter _side;
    private readonly FlowWindow _window;
    private readonly KeyReader _keys = new();
    private readonly WaitingParts _waiting;
    private readonly SplitEvents _splitEvents = new();
    private readonly PartitionSet _partitions;
    private readonly FlowControl _flow;
    private readonly GroupExit _exit;
    private readonly ILogger _log;
    private readonly string _topic;
    private ExceptionDispatchInfo? _failure;
    private CancellationToken _stop;
    private Error? _connectionError;
    private bool _isConnected;
    private bool _mustCommit;
    private long _nextHousekeeping;
    private long _nextLag;
    private int _sinceHousekeeping;
    private int _pendingParts;
    private long _lastProgress;

    public ConsumerLoop(LoopSettings settings, MessageDecoder decoder, LaneSet lanes, SideWriter side, FlowWindow window)
    {
        _settings = settings;
        _decoder = decoder;
        _lanes = lanes;
        _side = side;
        _window = window;
        _log = settings.Log;
        _topic = ClientSettings.TopicsOf(settings.Options)[0];
        _waiting = new WaitingParts(settings.Time);
        _partitions = new PartitionSet(settings.Options.RevokeTimeout, _log);
        _flow = new FlowControl(window, _partitions, settings.Options.MaxUncommitted, _log);
        _exit = new GroupExit(settings, decoder, lanes, window, _partitions);
        _lastProgress = settings.Time.GetTimestamp();
    }

    /// <summary>The number of assigned partitions.</summary>
    public int AssignedPartitions => _partitions.Count;

    /// <summary>The number of unfinished messages in these partitions.</summary>
    public long Lag => _partitions.Lag;

    /// <summary>The number of messages that wait for other parts.</summary>
    public int PendingParts => Volatile.Read(ref _pendingParts);

    /// <summary>The time since an offset moved, or since there was nothing left to do.</summary>
    public TimeSpan SinceProgress => _settings.Time.GetElapsedTime(Volatile.Read(ref _lastProgress));

    /// <summary>Makes the loop end with the first failure.</summary>
    public void Fail(Exception exception)
    {
        if (Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null) is null)
            _lanes.Drop();
    }

    /// <summary>Consumes until it is stopped.</summary>
    /// <param name="stop">Ends the loop. Events in flight are finished within the time for stopping.</param>
    /// <exception cref="EventKafkaException">The consumer cannot continue.</exception>
    public void Run(CancellationToken stop)
    {
        IConsumer<Ignore, IncomingMessage> client = CreateClient();
        long started = Environment.TickCount64;
        _stop = stop;
        try
        {
            Subscribe(client);
            while (!stop.IsCancellationRequested && Volatile.Read(ref _failure) is null)
            {
                Step(client);
                CheckConnection(client, started);
            }
        }
        finally
        {
            _exit.Run(client);
        }

        Volatile.Read(ref _failure)?.Throw();
    }

    private void Subscribe(IConsumer<Ignore, IncomingMessage> client)
    {
        try
        {
            client.Subscribe(ClientSettings.TopicsOf(_settings.Options));
        }
        catch (KafkaException exception)
        {
            throw ErrorText.ToException(exception.Error, _settings.Subject, exception);
        }
    }

    private void Step(IConsumer<Ignore, IncomingMessage> client)
    {
        ConsumeResult<Ignore, IncomingMessage>? result = null;
        try
        {
            result = client.Consume(s_pollTime);
        }
        catch (ConsumeException exception) when (exception.Error.Code is ErrorCode.Local_ValueDeserialization)
        {
            // Not the data, which the decoder judges without exceptions: an observer threw, or memory ran out.
            Fail(exception.InnerException ?? exception);
        }
        catch (KafkaException exception)
        {
            OnError(exception.Error, exception);
        }

        if (result?.Message is not null)
        {
            _partitions.AreBrokersDown = false;
            Accept(client, result);
        }

        _sinceHousekeeping++;
        if (result is null
            || _window.IsFull
            || _sinceHousekeeping >= MaxMessagesBetweenHousekeeping
            || Environment.TickCount64 >= _nextHousekeeping)
        {
            RunHousekeeping(client);
        }
    }

    private void Accept(IConsumer<Ignore, IncomingMessage> client, ConsumeResult<Ignore, IncomingMessage> result)
    {
        IncomingMessage message = result.Message.Value;
        string topic = string.IsNullOrEmpty(result.Topic) ? _topic : result.Topic;
        long offset = result.Offset.Value;

        // The client returns nothing of partitions that were taken away. If it did, the new owner would take care of it.
        if (_partitions.Find(topic, result.Partition) is not { } partition)
            return;

        // Within an assignment, offsets go back only if the brokers have lost messages. New ones then take their offsets.
        if (!partition.Offsets.TryAdd(offset))
        {
            Log.OffsetWentBack(_log, topic, result.Partition.Value, offset);
            partition.Offsets.GoBack(offset);
            _partitions.CommitAgain(client, partition);
            partition.Offsets.TryAdd(offset);
        }

        EventPart[] joined = TakeJoined(message);
        RejectParts(message);
        switch (message.Kind)
        {
            case IncomingKind.Waiting:
                _waiting.Add(message.Number, partition, offset, _keys.Copy(), result.Message.Headers);
                return;
            case IncomingKind.Queued:
                QueuedEvent queued = message.Event!;
                queued.Partition = partition;
                queued.Offset = offset;
                queued.OtherParts = joined;
                queued.Key = _keys.Copy();
                queued.Headers = result.Message.Headers;
                queued.Context = new KafkaEventContext(new TopicPartitionOffset(partition.TopicPartition, offset));
                if (joined.Length > 0)
                    _splitEvents.Add(message.Number, queued);

                _lanes.Add(queued);
                return;
            case IncomingKind.Rejected:
                _side.Reject(new EventPart(partition, offset, message.Value, _keys.Copy(), result.Message.Headers), message.Reason);
                return;
            case IncomingKind.Forwarded:
                _side.Forward(message.MessageId, new EventPart(partition, offset, message.Value, _keys.Copy(), result.Message.Headers));
                return;
            case IncomingKind.Held:
                Fail(_decoder.Failure!);
                return;
            default:
                partition.Offsets.Complete(offset);
                foreach (EventPart part in joined)
                    part.Partition.Offsets.Complete(part.Offset);

                return;
        }
    }

    private EventPart[] TakeJoined(IncomingMessage message)
    {
        if (message.Joined.Count == 0)
            return [];

        var parts = new List<EventPart>();
        foreach (SettledPart joined in message.Joined)
        {
            if (_waiting.TryTake(joined, out EventPart part))
                parts.Add(part);
        }

        return [.. parts];
    }

    private void RejectParts(IncomingMessage message)
    {
        foreach ((SettledPart settled, LineFaultReason reason) in message.RejectedParts)
        {
            if (_waiting.TryTake(settled, out EventPart part))
                _side.Reject(part, reason);
        }
    }

    private void RunHousekeeping(IConsumer<Ignore, IncomingMessage> client)
    {
        _nextHousekeeping = Environment.TickCount64 + HousekeepingInterval;
        _sinceHousekeeping = 0;
        long expired = _waiting.FindExpired(_settings.Options.PartTimeout);
        long maxAge = _settings.Options.Reader.Reassembly?.MaxAgeInLines ?? 0;
        expired = Math.Max(expired, _decoder.NextNumber - maxAge);
        if (_waiting.Count > 0 && expired > 0)
            RejectParts(_decoder.GiveUpBefore(expired));

        if (_splitEvents.TakeUnhandled() is { Count: > 0 } unhandled)
            _decoder.Forget(unhandled.Contains);

        Volatile.Write(ref _pendingParts, _waiting.Count);
        _decoder.FinishBulkDeletes(all: false);
        if (_mustCommit)
            _mustCommit = !_partitions.TryCommit(client);

        if (_partitions.StoreOffsets(client) || _window.Messages == 0)
            Volatile.Write(ref _lastProgress, _settings.Time.GetTimestamp());

        if (_nextHousekeeping > _nextLag)
        {
            _nextLag = _nextHousekeeping + LagInterval;
            _partitions.UpdateLag(client);
        }

        _flow.Apply(client);
    }

    private IConsumer<Ignore, IncomingMessage> CreateClient()
    {
        var builder = new ConsumerBuilder<Ignore, IncomingMessage>(ClientSettings.ForConsumer(_settings.Options))
            .SetKeyDeserializer(_keys)
            .SetValueDeserializer(_decoder)
            .SetErrorHandler((_, error) => OnError(error, inner: null))
            .SetLogHandler((_, message) => Log.ClientDetail(_log, message.Facility, message.Message))
            .SetPartitionsAssignedHandler(OnAssigned)
            .SetPartitionsRevokedHandler((client, partitions) => OnRevoked(client, partitions))
            .SetPartitionsLostHandler((client, partitions) => OnLost(client, partitions));
        return ClientSettings.Build(builder.Build);
    }

    private IEnumerable<TopicPartitionOffset> OnAssigned(IConsumer<Ignore, IncomingMessage> client, List<TopicPartition> partitions)
    {
        _isConnected = true;
        _partitions.AreBrokersDown = false;
        TopicPartitionOffset[] starts = [.. partitions.Select(partition => new TopicPartitionOffset(partition, Offset.Unset))];
        try
        {
            // A consumer that stops reads nothing of them.
            if (_settings.Options.StartAt == AutoOffsetReset.Latest && !_stop.IsCancellationRequested)
            {
                starts = StartPositions.FindLatest(client, partitions, _log, _stop);
                _mustCommit = true;
            }
        }
        catch (KafkaException exception)
        {
            Fail(ErrorText.ToException(exception.Error, _settings.Subject, exception));
        }

        _partitions.Add(starts);
        return starts;
    }

    private void OnRevoked(IConsumer<Ignore, IncomingMessage> client, List<TopicPartitionOffset> partitions)
    {
        _partitions.Revoke(client, [.. partitions.Select(partition => partition.TopicPartition)]);
        ForgetParts();
    }

    private void OnLost(IConsumer<Ignore, IncomingMessage> client, List<TopicPartitionOffset> partitions)
    {
        _partitions.Lose(client, [.. partitions.Select(partition => partition.TopicPartition)]);
        ForgetParts();
    }

    /// <summary>Forgets the parts of partitions that were taken away: their new owner reads them.</summary>
    private void ForgetParts()
    {
        HashSet<long> unhandled = _splitEvents.TakeUnhandled();
        _decoder.Forget(number => _waiting.IsRevoked(number) || unhandled.Contains(number));
        _waiting.RemoveRevoked();
    }

    private void OnError(Error error, Exception? inner)
    {
        if (ErrorText.IsPermanent(error))
        {
            Fail(ErrorText.ToException(error, _settings.Subject, inner));
            return;
        }

        _connectionError = error;
        _partitions.AreBrokersDown |= error.Code == ErrorCode.Local_AllBrokersDown;
        Log.ClientError(_log, error.Code.ToString(), error.Reason);
    }

    private void CheckConnection(IConsumer<Ignore, IncomingMessage> client, long started)
    {
        bool isLate = Environment.TickCount64 - started > _settings.Options.ConnectTimeout.TotalMilliseconds;
        if (_isConnected || !isLate || _connectionError is null)
            return;

        // A member for which there is no partition is not told so, and a connection can fail at any time.
        _isConnected = IsCoordinatorUp(client);
        if (!_isConnected)
            Fail(ErrorText.ToException(_connectionError, _settings.Subject));
    }

    private bool IsCoordinatorUp(IConsumer<Ignore, IncomingMessage> client)
    {
        try
        {
            client.Committed([new TopicPartition(_topic, 0)], s_coordinatorTimeout);
            return true;
        }
        catch (KafkaException)
        {
            return false;
        }
    }
}
