namespace AtlanEvents.Fast.Kafka.Producing;

/// <summary>Bounds what was sent and is not acknowledged, and lets asynchronous senders wait for room.</summary>
internal sealed class RoomSignal(int maxMessages, long maxBytes)
{
    private readonly Lock _lock = new();
    private int _messages;
    private long _bytes;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _empty;

    public int Messages => Volatile.Read(ref _messages);

    private bool HasRoom => _messages < maxMessages && _bytes < maxBytes;

    public void Add(int bytes)
    {
        lock (_lock)
        {
            _messages++;
            _bytes += bytes;
        }
    }

    public void Remove(int bytes)
    {
        TaskCompletionSource? room = null;
        TaskCompletionSource? empty = null;
        lock (_lock)
        {
            _messages--;
            _bytes -= bytes;
            if (HasRoom)
                (room, _room) = (_room, null);

            if (_messages == 0)
                (empty, _empty) = (_empty, null);
        }

        room?.SetResult();
        empty?.SetResult();
    }

    /// <summary>Completes when there is room.</summary>
    public Task WaitForRoom()
    {
        lock (_lock)
            return HasRoom ? Task.CompletedTask : (_room ??= Create()).Task;
    }

    /// <summary>Completes when everything is acknowledged.</summary>
    public Task WaitUntilEmpty()
    {
        lock (_lock)
            return _messages == 0 ? Task.CompletedTask : (_empty ??= Create()).Task;
    }

    // Senders must not continue on the thread of the client.
    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
