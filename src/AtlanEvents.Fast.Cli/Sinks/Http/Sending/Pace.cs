using System.Diagnostics;

namespace AtlanEvents.Fast.Cli.Sinks.Http.Sending;

/// <summary>Says when the next request may go out: not faster than the rate, and not before the receiver wants it.</summary>
/// <remarks>Each request is given a time of its own, the rate's interval behind the one before.</remarks>
internal sealed class Pace(double rate)
{
    // Timers are late by some milliseconds; what was missed may be caught up with as far back as this.
    private static readonly long s_catchUp = Stopwatch.Frequency / 20;

    private readonly Lock _lock = new();
    private readonly double _interval = double.IsPositiveInfinity(rate) ? 0 : Stopwatch.Frequency / rate;
    private double _next = Stopwatch.GetTimestamp();
    private long _pausedUntil;

    /// <summary>Sends nothing for this long.</summary>
    public void Pause(TimeSpan time)
    {
        long until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        lock (_lock)
            _pausedUntil = Math.Max(_pausedUntil, until);
    }

    /// <summary>Waits for the turn of a request.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), TakeTurn());
        return wait <= TimeSpan.Zero ? ValueTask.CompletedTask : new ValueTask(Task.Delay(wait, cancellationToken));
    }

    private long TakeTurn()
    {
        lock (_lock)
        {
            if (_interval == 0)
                return _pausedUntil;

            double turn = Math.Max(Math.Max(_next, Stopwatch.GetTimestamp() - s_catchUp), _pausedUntil);
            _next = turn + _interval;
            return (long)turn;
        }
    }
}
