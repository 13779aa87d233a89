namespace AtlanEvents.Fast.Kafka.Producing;

/// <summary>A message that was passed to the client. Reused when its report has arrived.</summary>
internal sealed class SentMessage
{
    public SentMessage(Action<Error, SentMessage> onReport) => Handler = report => onReport(report.Error, this);

    /// <summary>The delivery handler to pass to the client.</summary>
    public Action<DeliveryReport<byte[]?, byte[]>> Handler { get; }

    /// <summary>The number of the message: 1, 2, 3, ...</summary>
    public long Number { get; set; }

    /// <summary>The memory in bytes that the message takes.</summary>
    public int Bytes { get; set; }

    /// <summary>Completed when the report arrives; <see langword="null"/> if nobody waits for this message.</summary>
    public TaskCompletionSource? Reported { get; set; }
}

/// <summary>
/// Numbers the messages that are sent, tracks the longest prefix of them that is acknowledged, although reports arrive in any order, and
/// lets senders wait for room.
/// </summary>
/// <remarks>Thread-safe. A message takes the lock twice: when it is sent, and when its report arrives.</remarks>
/// <param name="maxMessages">The number of messages without report above which there is no room.</param>
/// <param name="maxBytes">Their size above which there is no room.</param>
/// <param name="onReport">Receives the report of a message.</param>
internal sealed class SendWindow(int maxMessages, long maxBytes, Action<Error, SentMessage> onReport)
{
    private readonly Lock _lock = new();
    private readonly Stack<SentMessage> _spare = new();

    // Whether message n is acknowledged, at n modulo the length, which is a power of two; for messages after the prefix.
    private bool[] _ring = new bool[1024];
    private long _accepted;
    private long _acknowledged;
    private int _inFlight;
    private long _bytes;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _empty;

    /// <summary>The last number.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>The largest n such that messages 1 to n are acknowledged.</summary>
    public long Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>The number of messages without report.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Whether there is room for another message.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
                return HasRoomNow;
        }
    }

    private bool HasRoomNow => _inFlight < maxMessages && _bytes < maxBytes;

    // Senders are woken when a quarter of the window is free; waking them for each message costs more than sending it.
    private bool HasPlentyOfRoom => _inFlight <= maxMessages * 3L / 4 && _bytes <= maxBytes / 4 * 3;

    /// <summary>Adds a message.</summary>
    /// <param name="bytes">Its size.</param>
    /// <param name="room">Completes when there is room for another one.</param>
    public SentMessage Add(int bytes, out Task room)
    {
        lock (_lock)
        {
            if (_accepted - _acknowledged == _ring.Length)
                Grow();

            _inFlight++;
            _bytes += bytes;
            room = HasRoomNow ? Task.CompletedTask : (_room ??= Create()).Task;
            if (!_spare.TryPop(out SentMessage? message))
                message = new SentMessage(onReport);

            message.Number = ++_accepted;
            message.Bytes = bytes;
            IsAcknowledged(_accepted) = false;
            return message;
        }
    }

    /// <summary>Removes a message whose report has arrived. It must not be used any more.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isAcknowledged">Whether the brokers have it. If not, the prefix never grows beyond it.</param>
    public void Remove(SentMessage message, bool isAcknowledged)
    {
        TaskCompletionSource? room = null;
        TaskCompletionSource? empty = null;
        lock (_lock)
        {
            _inFlight--;
            _bytes -= message.Bytes;
            if (isAcknowledged)
                Acknowledge(message.Number);

            if (HasPlentyOfRoom)
                (room, _room) = (_room, null);

            if (_inFlight == 0)
                (empty, _empty) = (_empty, null);

            message.Reported = null;
            _spare.Push(message);
        }

        room?.SetResult();
        empty?.SetResult();
    }

    /// <summary>Completes when all reports have arrived.</summary>
    public Task WaitUntilEmpty()
    {
        lock (_lock)
            return _inFlight == 0 ? Task.CompletedTask : (_empty ??= Create()).Task;
    }

    // Senders must not continue on the thread of the client.
    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Acknowledge(long number)
    {
        IsAcknowledged(number) = true;
        long acknowledged = _acknowledged;
        while (acknowledged < _accepted && IsAcknowledged(acknowledged + 1))
            acknowledged++;

        Volatile.Write(ref _acknowledged, acknowledged);
    }

    private ref bool IsAcknowledged(long number) => ref _ring[number & (_ring.Length - 1)];

    private void Grow()
    {
        bool[] larger = new bool[2 * _ring.Length];
        for (long number = _acknowledged + 1; number <= _accepted; number++)
            larger[number & (larger.Length - 1)] = IsAcknowledged(number);

        _ring = larger;
    }
}
