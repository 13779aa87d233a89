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

    /// <param name="input">The input.</param>
    /// <param name="options">The options; the fault handler is replaced.</param>
    /// <param name="partitionBytes">The size of a partition.</param>
    /// <param name="threads">The number of threads.</param>
    public static ReadingResult Read(byte[] input, EventReaderOptions options, int partitionBytes, int threads)
    {
        var lines = new List<LineResult>();
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
        using PartitionedReader reader = PartitionedReader.Create(input, partitions);
        reader.Read(ReadPartition, collected =>
        {
            // The faults of lines that do not depend on others were reported before.
            lines.AddRange(faults.Lines.Concat(collected.Lines.ToArray()).OrderBy(line => faults.Lines.Count == 0 ? 0 : line.Number));
            faults.Lines.Clear();
        });
        Assert.Empty(faults.Lines);
        return new ReadingResult(lines, CountsSnapshot.Of(reader.Counts));
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
