namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>Numbers events, and tracks the longest prefix of them that is done, although they finish in any order.</summary>
/// <remarks>
/// A ring buffer holds the events after the prefix. With 3 acknowledged, 4 and 6 in flight and 5 done:
/// <code>
///   ... 3 | 4 . | 5 done | 6 . |       Complete(4)       ... 5 | 6 . |
///         first                   ------------------->         first
/// </code>
/// </remarks>
internal sealed class AcknowledgedPrefix
{
    private readonly Lock _lock = new();

    // Event n is at n modulo the length, which is a power of two.
    private Entry[] _ring = new Entry[1024];
    private long _accepted;
    private long _acknowledged;
    private long _inFlight;

    /// <summary>The last number assigned.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>The largest n such that 1 to n are done.</summary>
    public long Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>The number of events that are not done.</summary>
    public long InFlight => Volatile.Read(ref _inFlight);

    /// <summary>The position of the first event that is not done; <see langword="null"/> if all are.</summary>
    public EventPosition? FirstInFlight
    {
        get
        {
            lock (_lock)
                return _acknowledged == _accepted ? null : At(_acknowledged + 1).Position;
        }
    }

    /// <summary>Adds an event.</summary>
    /// <returns>Its number.</returns>
    public long Add(EventPosition position)
    {
        lock (_lock)
        {
            if (_accepted - _acknowledged == _ring.Length)
                Grow();

            _inFlight++;
            At(++_accepted) = new Entry { Position = position };
            return _accepted;
        }
    }

    /// <summary>Marks an event as done.</summary>
    public void Complete(long number)
    {
        lock (_lock)
        {
            At(number).IsDone = true;
            _inFlight--;
            while (_acknowledged < _accepted && At(_acknowledged + 1).IsDone)
                _acknowledged++;
        }
    }

    private ref Entry At(long number) => ref _ring[number & (_ring.Length - 1)];

    private void Grow()
    {
        var larger = new Entry[2 * _ring.Length];
        for (long number = _acknowledged + 1; number <= _accepted; number++)
            larger[number & (larger.Length - 1)] = At(number);

        _ring = larger;
    }

    private struct Entry
    {
        public EventPosition Position;
        public bool IsDone;
    }
}
