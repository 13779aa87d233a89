namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>Clients that post events to the receivers, and repeat each one until it is acknowledged.</summary>
internal sealed class SoakLoad(SoakEvents events, SoakChain chain)
{
    private const int Clients = 128;

    // How far the clients may be late and still catch up. After an outage, they do not repeat all of it at full speed.
    private static readonly TimeSpan s_maxLateness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_retryDelay = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private TimeSpan _interval;
    private long _next = Stopwatch.GetTimestamp();
    private long _requests;
    private long _failures;
    private volatile bool _isStopping;

    /// <summary>The requests that were sent.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Those that failed: without a response, or with 503.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Starts without a limit of the rate.</summary>
    public void Start()
        => _running = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => SendAsync(client))));

    public void SetRate(double eventsPerSecond)
    {
        lock (_lock)
            _interval = TimeSpan.FromSeconds(1 / eventsPerSecond);
    }

    /// <summary>Fails if a client has failed.</summary>
    public Task CheckAsync() => _running.IsFaulted ? _running : Task.CompletedTask;

    /// <summary>Sends no more events. Those that are not acknowledged yet are given up.</summary>
    public Task StopAsync()
    {
        _isStopping = true;
        return _running;
    }

    private async Task SendAsync(int client)
    {
        while (!_isStopping)
        {
            await Task.Delay(TimeToNext(), CancellationToken.None);
            (long number, string body) = events.Create();
            while (!await TryPostAsync(client, body))
            {
                await Task.Delay(s_retryDelay, CancellationToken.None);
                if (_isStopping)
                    return;
            }

            events.SetAcknowledged(number);
        }
    }

    private TimeSpan TimeToNext()
    {
        lock (_lock)
        {
            long now = Stopwatch.GetTimestamp();
            long earliest = now - (long)(s_maxLateness.TotalSeconds * Stopwatch.Frequency);
            _next = Math.Max(_next, earliest) + (long)(_interval.TotalSeconds * Stopwatch.Frequency);
            return _next <= now ? TimeSpan.Zero : Stopwatch.GetElapsedTime(now, _next);
        }
    }

    private async Task<bool> TryPostAsync(int client, string body)
    {
        Interlocked.Increment(ref _requests);
        try
        {
            int status = await chain.ReceiverOf(client).PostAsync(body);
            if (status == 200)
                return true;

            Assert.Equal(503, status);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // The receiver is being replaced.
        }

        Interlocked.Increment(ref _failures);
        return false;
    }
}
