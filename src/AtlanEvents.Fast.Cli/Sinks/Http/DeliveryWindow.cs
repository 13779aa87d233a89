namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Bounds the events that are queued or in flight, and suspends reading at the bound, so that memory does not grow.</summary>
/// <remarks>A single batch of lines, or one long line, may exceed the bounds.</remarks>
internal sealed class DeliveryWindow
{
    public const int MaxEvents = 4096;
    public const long MaxBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private long _events;
    private long _bytes;
    private bool _isOpen;
    private TaskCompletionSource? _room;

    public bool HasRoom
    {
        get
        {
            lock (_lock)
                return HasRoomNow;
        }
    }

    private bool HasRoomNow => _isOpen || (_events < MaxEvents && _bytes < MaxBytes);

    public void Add(int bytes)
    {
        lock (_lock)
        {
            _events++;
            _bytes += bytes;
        }
    }

    public void Remove(int bytes)
    {
        TaskCompletionSource? room = null;
        lock (_lock)
        {
            _events--;
            _bytes -= bytes;
            if (HasRoomNow)
                (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    /// <summary>Removes the bounds.</summary>
    public void Open()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            _isOpen = true;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    /// <summary>Waits until there is room. One caller at a time.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        Task? room;
        lock (_lock)
        {
            if (HasRoomNow)
                return;

            // The pump must not continue on the thread of a lane.
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
        }

        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
