namespace AtlanEvents.Fast.Kafka.Offsets;

/// <summary>A partition from its assignment until it is revoked or lost. If it is assigned again, that is another object.</summary>
internal sealed class AssignedPartition(TopicPartition topicPartition) : IDisposable
{
    private readonly object _lock = new();
    private readonly CancellationTokenSource _abandon = new();
    private int _queued;
    private int _running;
    private bool _isRevoked;

    public TopicPartition TopicPartition { get; } = topicPartition;

    public OffsetTracker Offsets { get; } = new();

    /// <summary>Cancelled when running work is no longer wanted, because somebody else will read the messages again.</summary>
    public CancellationToken Abandoned => _abandon.Token;

    /// <summary>Whether the partition belongs to somebody else now.</summary>
    public bool IsRevoked
    {
        get
        {
            lock (_lock)
                return _isRevoked;
        }
    }

    /// <summary>The offset that was stored last. Used by the thread that polls.</summary>
    public long? StoredOffset { get; set; }

    /// <summary>Whether the partition is paused. Used by the thread that polls.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Counts a message that is queued, until <see cref="RemoveQueued"/>.</summary>
    public void AddQueued()
    {
        lock (_lock)
            _queued++;
    }

    /// <summary>Counts a message that is finished or skipped.</summary>
    public void RemoveQueued()
    {
        lock (_lock)
        {
            if (--_queued == 0)
                Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Starts work on a message.</summary>
    /// <returns>Whether the partition is still assigned. If so, <see cref="Exit"/> must follow.</returns>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_isRevoked)
                return false;

            _running++;
            return true;
        }
    }

    /// <summary>Ends work on a message.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            if (--_running == 0)
                Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Lets no further work start.</summary>
    public void Revoke()
    {
        lock (_lock)
            _isRevoked = true;
    }

    /// <summary>Cancels the work that is running. What handlers do then runs on other threads, and its exceptions are theirs.</summary>
    public void Abandon() => _ = _abandon.CancelAsync();

    /// <summary>Waits until no message is queued or being worked on.</summary>
    /// <param name="deadline">The <see cref="Environment.TickCount64"/> until which to wait.</param>
    public void WaitUntilSettled(long deadline) => Wait(() => _queued == 0 && _running == 0, deadline);

    /// <summary>Waits until no work is running.</summary>
    /// <param name="deadline">The <see cref="Environment.TickCount64"/> until which to wait.</param>
    /// <returns>Whether no work is running.</returns>
    public bool WaitUntilIdle(long deadline) => Wait(() => _running == 0, deadline);

    /// <summary>Releases memory. Requires that the partition is revoked and no work is running.</summary>
    public void Dispose() => _abandon.Dispose();

    private bool Wait(Func<bool> isReached, long deadline)
    {
        lock (_lock)
        {
            while (!isReached())
            {
                long left = deadline - Environment.TickCount64;
                if (left <= 0)
                    return false;

                Monitor.Wait(_lock, TimeSpan.FromMilliseconds(left));
            }

            return true;
        }
    }
}

/// <summary>Cancelled when the last of several partitions is abandoned: those of the event of a split message.</summary>
internal sealed class AllAbandoned : IDisposable
{
    private readonly CancellationTokenSource _last = new();
    private readonly CancellationTokenRegistration[] _registrations;
    private int _left;

    /// <param name="partitions">The partitions, with work running, so that none is disposed of.</param>
    public AllAbandoned(AssignedPartition[] partitions)
    {
        _left = partitions.Length;
        _registrations = [.. partitions.Select(partition => partition.Abandoned.Register(OnAbandoned))];
    }

    public CancellationToken Token => _last.Token;

    public void Dispose()
    {
        foreach (CancellationTokenRegistration registration in _registrations)
            registration.Dispose();

        _last.Dispose();
    }

    private void OnAbandoned()
    {
        if (Interlocked.Decrement(ref _left) == 0)
            _last.Cancel();
    }
}
