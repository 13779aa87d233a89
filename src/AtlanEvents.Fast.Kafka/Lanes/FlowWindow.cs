namespace AtlanEvents.Fast.Kafka.Lanes;

/// <summary>Bounds the messages that are queued or in flight, so that memory does not grow.</summary>
/// <remarks>The thread that polls adds messages, and stops reading while the window is full. Any thread removes them.</remarks>
internal sealed class FlowWindow(int maxMessages, long maxBytes)
{
    private readonly object _lock = new();
    private int _messages;
    private long _bytes;
    private bool _isFull;

    /// <summary>The number of messages in the window.</summary>
    public int Messages => Volatile.Read(ref _messages);

    /// <summary>
    /// Whether reading must wait. Becomes <see langword="true"/> at the bound and <see langword="false"/> again at half of it, so that
    /// partitions are not paused and resumed all the time.
    /// </summary>
    public bool IsFull => Volatile.Read(ref _isFull);

    public void Add(int bytes)
    {
        lock (_lock)
        {
            _messages++;
            _bytes += bytes;
            if (_messages >= maxMessages || _bytes >= maxBytes)
                _isFull = true;
        }
    }

    public void Remove(int bytes)
    {
        lock (_lock)
        {
            _messages--;
            _bytes -= bytes;
            if (_isFull && _messages <= maxMessages / 2 && _bytes <= maxBytes / 2)
                _isFull = false;

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits until there is room.</summary>
    /// <returns>Whether there is.</returns>
    public bool WaitForRoom(TimeSpan timeout) => Wait(() => !_isFull, timeout);

    /// <summary>Waits until the window is empty.</summary>
    /// <returns>Whether it is.</returns>
    public bool WaitUntilEmpty(TimeSpan timeout) => Wait(() => _messages == 0, timeout);

    private bool Wait(Func<bool> isReached, TimeSpan timeout)
    {
        long end = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        lock (_lock)
        {
            while (!isReached())
            {
                long left = end - Environment.TickCount64;
                if (left <= 0)
                    return false;

                Monitor.Wait(_lock, TimeSpan.FromMilliseconds(left));
            }

            return true;
        }
    }
}
