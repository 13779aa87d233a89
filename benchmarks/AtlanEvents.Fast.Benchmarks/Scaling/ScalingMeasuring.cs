using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Checking;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>Reads streams of any length through <see cref="EventReader"/>, and takes time and memory.</summary>
internal sealed class ScalingMeasuring(EventReaderOptions options)
{
    // How often memory is looked at: rarely enough to cost nothing.
    private const long BytesBetweenSamples = 64 * 1024 * 1024;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_measuring = TimeSpan.FromMilliseconds(500);

    /// <summary>Measures a stream: the median of as many readings as there is time for, and one at least.</summary>
    /// <param name="what">What the size is of.</param>
    /// <param name="size">To be reported.</param>
    /// <param name="lines">What the stream repeats; every line is an event.</param>
    /// <param name="length">Of the stream.</param>
    /// <exception cref="WrongResultException">Not every line was found to be an event.</exception>
    public ScalingRow Measure(string what, long size, ReadOnlyMemory<byte> lines, long length)
    {
        long start = Stopwatch.GetTimestamp();
        var memory = new MemoryWatch();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
            Read(lines, Math.Min(length, BytesBetweenSamples), memory);

        // Of this size, and none before it.
        GC.Collect();
        memory = new MemoryWatch();
        List<double> seconds = [];
        start = Stopwatch.GetTimestamp();
        while (seconds.Count == 0 || Stopwatch.GetElapsedTime(start) < s_measuring)
        {
            long before = Stopwatch.GetTimestamp();
            Read(lines, length, memory);
            seconds.Add(Stopwatch.GetElapsedTime(before).TotalSeconds);
        }

        seconds.Sort();
        double bytes = RepeatingStream.LengthOf(lines, length);
        double speed = bytes / seconds[seconds.Count / 2] / 1e9;
        return new ScalingRow(what, size, Math.Round(speed, 3), 1, memory.HeapMegabytes, memory.WorkingSetMegabytes);
    }

    // The stream never makes the reader wait, so this never blocks.
    private void Read(ReadOnlyMemory<byte> lines, long length, MemoryWatch memory)
        => ReadAsync(lines, length, memory).AsTask().GetAwaiter().GetResult();

    private async ValueTask ReadAsync(ReadOnlyMemory<byte> lines, long length, MemoryWatch memory)
    {
        long events = 0;
        long nextSample = 0;
        await using EventReader reader = EventReader.Create(new RepeatingStream(lines, length), options);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            events += CountEvents(reader);
            if (reader.Counts.Bytes < nextSample)
                continue;

            memory.Sample();
            nextSample = reader.Counts.Bytes + BytesBetweenSamples;
        }

        memory.Sample();
        long expected = RepeatingStream.LengthOf(lines, length) / lines.Length * lines.Span.Count((byte)'\n');
        if (events != expected)
            throw new WrongResultException($"{events} events of {expected} were found.");
    }

    private static long CountEvents(EventReader reader)
    {
        long events = 0;
        while (reader.TryRead(out _))
            events++;

        return events;
    }
}

/// <summary>The most memory that was in use, looked at from time to time.</summary>
internal sealed class MemoryWatch
{
    private const double Megabyte = 1e6;

    private long _heap;
    private long _workingSet;

    public double HeapMegabytes => Math.Round(_heap / Megabyte, 1);

    public double WorkingSetMegabytes => Math.Round(_workingSet / Megabyte, 1);

    public void Sample()
    {
        _heap = Math.Max(_heap, GC.GetTotalMemory(forceFullCollection: false));
        _workingSet = Math.Max(_workingSet, Environment.WorkingSet);
    }
}
