namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Bounds the events that wait or are under way. Holds up the reading, so that memory does not grow with the input.</summary>
/// <remarks>What is added in one go may exceed the bounds: the lines of one read, or one long line.</remarks>
internal sealed class DeliveryWindow
{
    public const int MostEvents = 4096;
    public const long MostBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private long _events;
    private long _bytes;
    private bool _isOpen;
    private TaskCompletionSource? _room;

    private bool HasRoom => _isOpen || (_events < MostEvents && _bytes < MostBytes);

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
            if (HasRoom)
                (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    /// <summary>Holds up nothing any more.</summary>
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
            if (HasRoom)
                return;

            // The pump goes on by itself, and not on the thread of a lane.
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
        }

        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
