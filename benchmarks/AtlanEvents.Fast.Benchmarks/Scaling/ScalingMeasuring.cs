using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>
/// Measures the time and memory of reading streams of any length through <see cref="EventReader"/>, and files on several threads.
/// </summary>
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
        var warmUp = new MemoryWatch();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
            Read(lines, Math.Min(length, BytesBetweenSamples), warmUp);

        return Measure(what, size, RepeatingStream.LengthOf(lines, length), memory => Read(lines, length, memory));
    }

    /// <summary>Measures a file that several threads read.</summary>
    /// <param name="path">The file; every line is an event.</param>
    /// <param name="threads">The number of threads.</param>
    /// <exception cref="WrongResultException">A line was not read as an event.</exception>
    public ScalingRow MeasureThreads(string path, int threads)
    {
        var partitions = new PartitionOptions { Lines = options, Threads = threads };
        ReadFile(path, partitions, new MemoryWatch());
        return Measure(ScalingRow.Threads, threads, new FileInfo(path).Length, memory => ReadFile(path, partitions, memory));
    }

    private static ScalingRow Measure(string what, long size, double bytes, Action<MemoryWatch> read)
    {
        // Memory is reported for this size only.
        GC.Collect();
        var memory = new MemoryWatch();
        List<double> seconds = [];
        long start = Stopwatch.GetTimestamp();
        while (seconds.Count == 0 || Stopwatch.GetElapsedTime(start) < s_measuring)
        {
            long before = Stopwatch.GetTimestamp();
            read(memory);
            seconds.Add(Stopwatch.GetElapsedTime(before).TotalSeconds);
        }

        seconds.Sort();
        double speed = bytes / seconds[seconds.Count / 2] / 1e9;
        return new ScalingRow(what, size, Math.Round(speed, 3), 1, memory.HeapMegabytes, memory.WorkingSetMegabytes);
    }

    private static void ReadFile(string path, PartitionOptions options, MemoryWatch memory)
    {
        long events = 0;
        using PartitionedReader reader = PartitionedReader.OpenFile(path, options);
        reader.Read(CountEvents, count => events += count);
        memory.Sample();
        if (events != reader.Counts.Lines)
            throw new WrongResultException($"Found {events} of {reader.Counts.Lines} events.");
    }

    private static long CountEvents(EventPartition partition)
    {
        long events = 0;
        while (partition.TryRead(out _))
            events++;

        return events;
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
