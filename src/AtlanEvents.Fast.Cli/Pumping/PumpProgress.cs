using System.Diagnostics;
using AtlanEvents.Fast.Cli.DeadLetters;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>The progress of a run. Written by the reading thread, read by the thread that displays it.</summary>
/// <param name="consumer">The consumer of the events.</param>
/// <param name="rejected">The rejected lines and refused events.</param>
/// <param name="length">The size of all inputs in bytes, before decompression, if known.</param>
/// <param name="resumed">The counts of the run that this one resumes, if any.</param>
/// <param name="finishedBefore">The size of the inputs that the resumed run read to their end.</param>
internal sealed class PumpProgress(
    IEventConsumer consumer,
    RejectedLines rejected,
    long? length,
    RunTotals? resumed = null,
    long finishedBefore = 0)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long _eventsBefore = resumed?.Events ?? 0;
    private readonly long _bytesBefore = resumed?.Bytes ?? 0;
    private CurrentInput _current = new(null, () => 0, finishedBefore);
    private long? _startPosition;
    private long _events = resumed?.Events ?? 0;
    private long _bytes = resumed?.Bytes ?? 0;

    /// <summary>The size of all inputs in bytes, before decompression, if known.</summary>
    public long? Length => length;

    /// <summary>The number of those bytes that were read.</summary>
    public long Position => Volatile.Read(ref _current).Position;

    /// <summary>The number of those bytes that are finished: read and, if events are delivered, acknowledged.</summary>
    public long Finished
    {
        get
        {
            long position = Position;
            return Delivery is { InFlight: > 0 } delivery
                ? (long)(position * ((double)delivery.Acknowledged / (delivery.Acknowledged + delivery.InFlight)))
                : position;
        }
    }

    /// <summary>The name of the current or last input; <see langword="null"/> before the first one is open.</summary>
    public string? InputName => Volatile.Read(ref _current).Name;

    public long Events => Volatile.Read(ref _events);

    /// <summary>Uncompressed bytes read.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    public long Rejected => rejected.Count;

    public long Refused => rejected.Refused;

    /// <inheritdoc cref="IEventConsumer.Status"/>
    public string? Status => consumer.Status;

    /// <inheritdoc cref="IEventConsumer.Delivery"/>
    public DeliveryCounts? Delivery => consumer.Delivery;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    public double BytesPerSecond => (Bytes - _bytesBefore) / Seconds;

    public double EventsPerSecond => (Events - _eventsBefore) / Seconds;

    /// <summary>The estimated remaining time at the average rate so far; <see langword="null"/> if it is unknown.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            long position = Finished;
            if (length <= position)
                return TimeSpan.Zero;

            long read = position - _startPosition.GetValueOrDefault(position);
            return length is null || read <= 0 ? null : Elapsed * ((double)(length.Value - position) / read);
        }
    }

    private double Seconds => Math.Max(Elapsed.TotalSeconds, 1e-3);

    /// <summary>Starts an input.</summary>
    /// <param name="name">The name of the input.</param>
    /// <param name="getPosition">Returns the number of its bytes that were read. Any thread may call it.</param>
    /// <param name="resumedAt">The position at which a resumed run continues.</param>
    public void StartInput(string name, Func<long> getPosition, long resumedAt)
    {
        // A compressed input is read from the beginning again, so its position starts before the resumed one.
        long finished = Position;
        _startPosition ??= finished + Math.Min(resumedAt, getPosition());
        Volatile.Write(ref _current, new CurrentInput(name, getPosition, finished));
    }

    /// <summary>Updates the counts.</summary>
    public void Update(long events, long bytes)
    {
        Volatile.Write(ref _events, events);
        Volatile.Write(ref _bytes, bytes);
    }

    // Published together, or the position would jump.
    private sealed record CurrentInput(string? Name, Func<long> GetPosition, long FinishedInputs)
    {
        public long Position => FinishedInputs + GetPosition();
    }
}
