using System.Text.Json;
using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>Reads an input in partitions on several threads, and puts events and rejected lines in the order in which a reader returns them.</summary>
public static class PartitionedReading
{
    // New engines for every input would take most of the time. What an engine has learned does not change results.
    private static readonly EventEnginePool s_engines = new(maxIdle: 64);

    // The partition that this thread reads. A fault that is reported meanwhile is one of its lines.
#pragma warning disable IDE1006 // t_ marks a field of the thread
    [ThreadStatic]
    private static LineCollector? t_partition;
#pragma warning restore IDE1006

    /// <summary>Reads an input with one reader.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">The options; the fault handler is replaced.</param>
    /// <param name="partitionBytes">The size of a partition.</param>
    /// <param name="threads">The number of threads.</param>
    public static ReadingResult Read(byte[] input, EventReaderOptions options, int partitionBytes, int threads)
    {
        var lines = new List<LineResult>();
        ReadCounts counts = Read(input, options, partitionBytes, threads, resume: null, lines, mustStop: () => false, out _);
        return new ReadingResult(lines, CountsSnapshot.Of(counts));
    }

    /// <summary>Reads an input with several readers: each stops after a random result, and the next one continues there.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">The options; the fault handler is replaced.</param>
    /// <param name="random">Decides where to stop, and the size of the partitions and number of threads of each reader.</param>
    public static ReadingResult ReadInterrupted(byte[] input, EventReaderOptions options, Random random)
    {
        var lines = new List<LineResult>();
        var counts = new List<ReadCounts>();
        ResumePoint? point = null;
        do
        {
            counts.Add(Read(
                input, options, random.Next(1, 5_000), random.Next(1, 4), point, lines, () => random.Next(4) == 0, out ResumePoint? stop));
            point = JsonSerializer.Deserialize<ResumePoint?>(JsonSerializer.Serialize(stop));
        }
        while (point is not null);
        return new ReadingResult(lines, CountsSnapshot.OfAll(counts));
    }

    private static ReadCounts Read(
        byte[] input,
        EventReaderOptions options,
        int partitionBytes,
        int threads,
        ResumePoint? resume,
        List<LineResult> lines,
        Func<bool> mustStop,
        out ResumePoint? stop)
    {
        var faults = new LineCollector();
        var partitions = new PartitionOptions
        {
            Lines = options with
            {
                FaultHandler = (in LineFault fault) => (t_partition ?? faults).Add(fault),
                EnginePool = options.EnginePool ?? s_engines,
            },
            PartitionBytes = partitionBytes,
            Threads = threads,
        };
        using PartitionedReader reader =
            resume is null ? PartitionedReader.Create(input, partitions) : PartitionedReader.Resume(input, resume, partitions);
        ResumePoint? point = null;
        try
        {
            reader.Read(ReadPartition, collected =>
            {
                // The faults of lines that do not depend on others were reported before.
                lines.AddRange(faults.Lines.Concat(collected.Lines.ToArray()).OrderBy(line => faults.Lines.Count == 0 ? 0 : line.Number));
                faults.Lines.Clear();
                if (mustStop())
                {
                    point = reader.GetResumePoint();
                    throw new TimeoutException();
                }
            });
        }
        catch (TimeoutException)
        {
        }

        Assert.Empty(faults.Lines);
        stop = point;
        Assert.Equivalent(point ?? reader.GetResumePoint(), reader.GetResumePoint());
        return reader.Counts;
    }

    private static LineCollector ReadPartition(EventPartition partition)
    {
        var collector = new LineCollector();
        t_partition = collector;
        while (partition.TryRead(out EventView view))
            collector.Add(view, view.LineNumber, view.ByteOffset);

        t_partition = null;
        return collector;
    }
}
