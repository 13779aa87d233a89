using System.Diagnostics;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Progress;

/// <summary>How far a run is: written by the thread that reads, looked at by the one that shows it.</summary>
/// <param name="length">The size of all inputs in bytes, compressed as they are, if known.</param>
internal sealed class ProgressState(long? length)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private Input? _input;
    private long _finishedInputs;
    private long _events;
    private long _bytes;

    /// <summary>The size of all inputs in bytes, compressed as they are, if known.</summary>
    public long? Length => length;

    /// <summary>How much of that was read.</summary>
    public long Position => Volatile.Read(ref _finishedInputs) + (Volatile.Read(ref _input)?.Position ?? 0);

    /// <summary>The name of the input that is being read.</summary>
    public string Name => Volatile.Read(ref _input)?.Name ?? "";

    /// <summary>Events so far.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Uncompressed bytes so far.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Gets the events, and may have something to say.</summary>
    public IEventConsumer? Consumer { get; set; }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>How long it will take at the rate so far, if that can be told.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            long position = Position;
            return length is null || position == 0 ? null : Elapsed * ((double)Math.Max(0, length.Value - position) / position);
        }
    }

    public void Start(Input input)
    {
        long finished = Position;
        Volatile.Write(ref _input, input);
        Volatile.Write(ref _finishedInputs, finished);
    }

    public void Report(RunTotals finishedInputs, ReadCounts counts)
    {
        Volatile.Write(ref _events, finishedInputs.Events + counts.Events);
        Volatile.Write(ref _bytes, finishedInputs.Bytes + counts.Bytes);
    }
}
