using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Checking;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>Measures the time and memory of reading streams of any length through <see cref="EventReader"/>.</summary>
internal sealed class ScalingMeasuring(EventReaderOptions options)
{
    // Memory is sampled so rarely that it costs nothing.
    private const long BytesBetweenSamples = 64 * 1024 * 1024;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_measuring = TimeSpan.FromMilliseconds(500);

    /// <summary>Measures a stream: the median of all passes in a fixed time, at least one.</summary>
    /// <param name="what">What <paramref name="size"/> refers to.</param>
    /// <param name="size">The size to report.</param>
    /// <param name="lines">The lines that the stream repeats; every line is an event.</param>
    /// <param name="length">The length of the stream.</param>
    /// <exception cref="WrongResultException">A line was not read as an event.</exception>
    public ScalingRow Measure(string what, long size, ReadOnlyMemory<byte> lines, long length)
    {
        long start = Stopwatch.GetTimestamp();
        var memory = new MemoryWatch();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
            Read(lines, Math.Min(length, BytesBetweenSamples), memory);

        // Memory is reported for this size only.
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

    // The stream always completes synchronously, so this never blocks.
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
            throw new WrongResultException($"Found {events} of {expected} events.");
    }

    private static long CountEvents(EventReader reader)
    {
        long events = 0;
        while (reader.TryRead(out _))
            events++;

        return events;
    }
}

/// <summary>The peak memory use of several samples.</summary>
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
