namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>The state of the delivery across all lanes.</summary>
internal sealed class DeliveryState
{
    private long _delivered;
    private long _requests;
    private long _retries;
    private DeliveryFailure? _lastFailure;
    private volatile bool _isDown;

    /// <summary>Events that the receiver accepted.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Requests sent.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Requests that repeated an earlier one.</summary>
    public long Retries => Volatile.Read(ref _retries);

    /// <summary>The reason of the last failure; <see langword="null"/> if there was none.</summary>
    public DeliveryFailure? LastFailure
    {
        get => Volatile.Read(ref _lastFailure);
        set => Volatile.Write(ref _lastFailure, value);
    }

    /// <summary>Whether the circuit is open: the receiver accepts almost nothing.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    public void AddDelivered() => Interlocked.Increment(ref _delivered);

    public void AddRequest(bool isRetry)
    {
        Interlocked.Increment(ref _requests);
        if (isRetry)
            Interlocked.Increment(ref _retries);
    }
}
