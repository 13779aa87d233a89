using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Checking;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>Reads streams of any length through <see cref="EventReader"/>, and takes time and memory.</summary>
internal sealed class ScalingMeasuring(EventReaderOptions options)
{
    // How often memory is looked at: rarely enough to cost nothing.
    private const long BytesBetweenLooks = 64 * 1024 * 1024;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_measuring = TimeSpan.FromMilliseconds(500);

    /// <summary>Measures a stream: the median of as many readings as there is time for, and one at least.</summary>
    /// <param name="what">What the size is of.</param>
    /// <param name="size">To be reported.</param>
    /// <param name="lines">What the stream repeats; every line is an event.</param>
    /// <param name="length">Of the stream.</param>
    /// <exception cref="WrongAnswerException">Not every line was found to be an event.</exception>
    public ScalingRow Measure(string what, long size, ReadOnlyMemory<byte> lines, long length)
    {
        long start = Stopwatch.GetTimestamp();
        var memory = new MemoryWatch();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
            Read(lines, Math.Min(length, BytesBetweenLooks), memory);

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
        long nextLook = 0;
        await using EventReader reader = EventReader.Create(new RepeatingStream(lines, length), options);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            events += CountEvents(reader);
            if (reader.Counts.Bytes < nextLook)
                continue;

            memory.Look();
            nextLook = reader.Counts.Bytes + BytesBetweenLooks;
        }

        memory.Look();
        long expected = RepeatingStream.LengthOf(lines, length) / lines.Length * lines.Span.Count((byte)'\n');
        if (events != expected)
            throw new WrongAnswerException($"{events} events of {expected} were found.");
    }

    private static long CountEvents(EventReader reader)
    {
        long events = 0;
        while (reader.TryRead(out _))
            events++;

        return events;
    }
}
