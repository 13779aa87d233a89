using System.Diagnostics;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Schedules requests: no faster than the rate, and not while the receiver asked for a pause.</summary>
/// <remarks>Each request gets a time slot, one interval after the previous one.</remarks>
internal sealed class RequestPacer(double rate)
{
    // Timers fire some milliseconds late. Slots missed within this time are made up for.
    private static readonly long s_maxCatchUp = Stopwatch.Frequency / 20;

    private readonly Lock _lock = new();
    private readonly double _interval = double.IsPositiveInfinity(rate) ? 0 : Stopwatch.Frequency / rate;
    private double _next = Stopwatch.GetTimestamp();
    private long _pausedUntil;

    /// <summary>Pauses all requests.</summary>
    public void Pause(TimeSpan time)
    {
        long until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        lock (_lock)
            _pausedUntil = Math.Max(_pausedUntil, until);
    }

    /// <summary>Waits for the next slot.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), TakeSlot());
        return wait <= TimeSpan.Zero ? ValueTask.CompletedTask : new ValueTask(Task.Delay(wait, cancellationToken));
    }

    private long TakeSlot()
    {
        lock (_lock)
        {
            if (_interval == 0)
                return _pausedUntil;

            double slot = Math.Max(Math.Max(_next, Stopwatch.GetTimestamp() - s_maxCatchUp), _pausedUntil);
            _next = slot + _interval;
            return (long)slot;
        }
    }
}
