using AtlanEvents.Fast.Cli.Sinks.Http.Sending;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>How the delivery stands: what all lanes together have seen.</summary>
internal sealed class DeliveryState
{
    private long _taken;
    private long _requests;
    private long _retries;
    private Trouble? _lastTrouble;
    private volatile bool _isDown;

    /// <summary>Events that the receiver took.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Requests that were sent.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Those that were not the first of their event.</summary>
    public long Retries => Volatile.Read(ref _retries);

    /// <summary>Why a request failed last; <see langword="null"/> if none did.</summary>
    public Trouble? LastTrouble
    {
        get => Volatile.Read(ref _lastTrouble);
        set => Volatile.Write(ref _lastTrouble, value);
    }

    /// <summary>Whether the circuit is broken: nearly nothing gets through.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    public void AddTaken() => Interlocked.Increment(ref _taken);

    public void AddRequest(bool isRetry)
    {
        Interlocked.Increment(ref _requests);
        if (isRetry)
            Interlocked.Increment(ref _retries);
    }
}
