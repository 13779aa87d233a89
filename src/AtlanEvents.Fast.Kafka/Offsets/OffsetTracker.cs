namespace AtlanEvents.Fast.Kafka.Offsets;

/// <summary>Tracks which messages of a partition are finished, and up to where the offset may be committed.</summary>
/// <remarks>
/// A ring buffer holds the messages from the first unfinished one. With 5 in flight, 6 done and 8 waiting (7 does not exist):
/// <code>
///   | 5 . | 6 done | 8 waiting |      Complete(5)       | 8 waiting |
///     first                        ----------------->     first
///   Committable = 5                                     Committable = 8
/// </code>
/// One thread adds messages. Any thread completes them.
/// </remarks>
internal sealed class OffsetTracker
{
    private const int InitialLength = 256;

    private readonly Lock _lock = new();

    // Entry n is at n modulo the length, which is a power of two. Offsets rise with n.
    private Entry[] _ring = new Entry[InitialLength];
    private long _first;
    private long _end;
    private long? _next;

    private enum State : byte
    {
        InFlight,
        Waiting,
        Done,
    }

    /// <summary>The lowest offset that is not finished: the one to commit; <see langword="null"/> if none is known yet.</summary>
    public long? Committable
    {
        get
        {
            lock (_lock)
                return _first == _end ? _next : At(_first).Offset;
        }
    }

    /// <summary>The number of messages from the first unfinished one on, finished ones included.</summary>
    public long Span
    {
        get
        {
            lock (_lock)
                return _end - _first;
        }
    }

    /// <summary>Whether the first unfinished message waits for a message that was not read yet, so that reading must continue.</summary>
    public bool IsFirstWaiting
    {
        get
        {
            lock (_lock)
                return _first < _end && At(_first).State == State.Waiting;
        }
    }

    /// <summary>Sets the offset of the first message, before it is read.</summary>
    public void StartAt(long offset)
    {
        lock (_lock)
            _next = offset;
    }

    /// <summary>Adds a message that is in flight.</summary>
    /// <param name="offset">Its offset, above that of the message before.</param>
    /// <returns>Whether the message is new: a message at or below an earlier offset was delivered again and is not tracked.</returns>
    public bool TryAdd(long offset)
    {
        lock (_lock)
        {
            if (offset < _next)
                return false;

            if (_end - _first == _ring.Length)
                Grow();

            At(_end++) = new Entry { Offset = offset };
            _next = offset + 1;
            return true;
        }
    }

    /// <summary>Forgets the messages from an offset on: others take their place.</summary>
    /// <remarks>If a forgotten message is completed later, that counts for the message that took its place.</remarks>
    public void GoBack(long offset)
    {
        lock (_lock)
        {
            while (_end > _first && At(_end - 1).Offset >= offset)
                _end--;

            _next = offset;
        }
    }

    /// <summary>Marks a message as waiting for other messages.</summary>
    public void SetWaiting(long offset) => Set(offset, State.Waiting);

    /// <summary>Marks a message as in flight again.</summary>
    public void SetInFlight(long offset) => Set(offset, State.InFlight);

    /// <summary>Marks a message as finished. Harmless if it was before.</summary>
    public void Complete(long offset) => Set(offset, State.Done);

    private void Set(long offset, State state)
    {
        lock (_lock)
        {
            long index = IndexOf(offset);
            if (index < 0)
                return;

            At(index).State = state;
            while (_first < _end && At(_first).State == State.Done)
                _first++;
        }
    }

    /// <summary>Searches for an offset in the ring.</summary>
    private long IndexOf(long offset)
    {
        (long low, long high) = (_first, _end - 1);
        while (low <= high)
        {
            long middle = low + ((high - low) / 2);
            long found = At(middle).Offset;
            if (found == offset)
                return middle;

            if (found < offset)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    private ref Entry At(long index) => ref _ring[index & (_ring.Length - 1)];

    private void Grow()
    {
        var larger = new Entry[2 * _ring.Length];
        for (long index = _first; index < _end; index++)
            larger[index & (larger.Length - 1)] = At(index);

        _ring = larger;
    }

    private struct Entry
    {
        public long Offset;
        public State State;
    }
}
