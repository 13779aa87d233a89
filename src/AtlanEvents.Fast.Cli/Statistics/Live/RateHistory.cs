namespace AtlanEvents.Fast.Cli.Statistics.Live;

/// <summary>The events per second in each of the last intervals.</summary>
internal sealed class RateHistory
{
    /// <summary>The maximum number of intervals.</summary>
    public const int Length = 60;

    private readonly Queue<long> _rates = [];
    private long _events;
    private TimeSpan _time;

    /// <summary>The rates, the latest last.</summary>
    public long[] Rates => [.. _rates];

    /// <summary>The rate of the latest interval.</summary>
    public long Latest { get; private set; }

    /// <summary>Ends an interval.</summary>
    /// <param name="events">The number of events so far.</param>
    /// <param name="time">The time so far.</param>
    public void Add(long events, TimeSpan time)
    {
        double seconds = (time - _time).TotalSeconds;
        if (seconds <= 0)
            return;

        Latest = (long)Math.Ceiling((events - _events) / seconds);
        (_events, _time) = (events, time);
        _rates.Enqueue(Latest);
        if (_rates.Count > Length)
            _rates.Dequeue();
    }
}
