using System.Diagnostics;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Progress;

/// <summary>How far a run is: written by the thread that reads, looked at by the one that shows it.</summary>
/// <param name="length">The size of all inputs in bytes, compressed as they are, if known.</param>
/// <param name="rejected">The lines that were rejected, and the events that were refused.</param>
/// <param name="before">What another run has read, if this one goes on from there.</param>
/// <param name="finishedBefore">The size of the inputs that it read to their end.</param>
internal sealed class ProgressState(long? length, RejectedLines rejected, RunTotals before, long finishedBefore)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long _eventsBefore = before.Events;
    private readonly long _bytesBefore = before.Bytes;
    private Place _place = new(null, finishedBefore);
    private long? _start;
    private long _events = before.Events;
    private long _bytes = before.Bytes;

    /// <summary>The size of all inputs in bytes, compressed as they are, if known.</summary>
    public long? Length => length;

    /// <summary>How much of that was read.</summary>
    public long Position => Volatile.Read(ref _place).Position;

    /// <summary>How much of that is done: read and, if events are handed on, taken care of.</summary>
    public long Done
    {
        get
        {
            long position = Position;
            return Delivery is { InFlight: > 0 } delivery
                ? (long)(position * ((double)delivery.Acknowledged / (delivery.Acknowledged + delivery.InFlight)))
                : position;
        }
    }

    /// <summary>The name of the input that is being read, or was last; <see langword="null"/> before the first is open.</summary>
    public string? Name => Volatile.Read(ref _place).Input?.Name;

    /// <summary>Events so far.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Uncompressed bytes so far.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Rejected lines so far.</summary>
    public long Rejected => rejected.Count;

    /// <summary>Refused events so far.</summary>
    public long Refused => rejected.Refused;

    /// <summary>Gets the events, and may have something to say.</summary>
    public IEventConsumer? Consumer { get; set; }

    /// <summary>What became of the events, if they are handed on.</summary>
    public Delivery? Delivery => Consumer?.Delivery;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    public double BytesPerSecond => (Bytes - _bytesBefore) / Seconds;

    public double EventsPerSecond => (Events - _eventsBefore) / Seconds;

    /// <summary>How long it will take at the rate so far, if that can be told.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            long position = Done;
            if (length <= position)
                return TimeSpan.Zero;

            long read = position - _start.GetValueOrDefault(position);
            return length is null || read <= 0 ? null : Elapsed * ((double)(length.Value - position) / read);
        }
    }

    private double Seconds => Math.Max(Elapsed.TotalSeconds, 1e-3);

    /// <summary>An input was opened.</summary>
    /// <param name="input">The input.</param>
    /// <param name="start">Where in it another run stopped, if this one goes on from there.</param>
    public void Start(Input input, long start)
    {
        // What is compressed is read from the beginning again, and is not there yet.
        long finished = Position;
        _start ??= finished + Math.Min(start, input.Position);
        Volatile.Write(ref _place, new Place(input, finished));
    }

    /// <summary>More of an input was read.</summary>
    /// <param name="before">What was counted before, in this input too.</param>
    /// <param name="counts">What was counted in this input.</param>
    /// <param name="readBefore">Bytes that are in both.</param>
    public void Report(RunTotals before, ReadCounts counts, long readBefore)
    {
        Volatile.Write(ref _events, before.Events + counts.Events);
        Volatile.Write(ref _bytes, before.Bytes + counts.Bytes - readBefore);
    }

    /// <summary>An input was read, to its end or not.</summary>
    public void Report(RunTotals all)
    {
        Volatile.Write(ref _events, all.Events);
        Volatile.Write(ref _bytes, all.Bytes);
    }

    // The two are seen together, or the position would jump.
    private sealed record Place(Input? Input, long FinishedInputs)
    {
        public long Position => FinishedInputs + (Input?.Position ?? 0);
    }
}
