using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Tests.Data;

/// <summary>
/// The C# examples of README.md and src/AtlanEvents.Fast/README.md, compiled. <see cref="ReadmeTests"/> compares the text.
/// </summary>
internal sealed class ReadmeExamples
{
    /// <summary>The guid and qualified name of every event that an example routed or purged.</summary>
    public List<string> Handled { get; } = [];

    public async Task ReadStreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        // <example: stream>
        await using EventReader reader = EventReader.Create(stream);
        while (await reader.ReadAsync(cancellationToken))
        {
            while (reader.TryRead(out EventView e))
            {
                if (e.Operation == OperationType.EntityDelete && e.DeleteHandler.IsPurge())
                    Purge(e.Guid, e.QualifiedName);
            }
        }
        // </example>
    }

    public LineVerdict ReadMemory(ReadOnlySpan<byte> line, ReadOnlySpan<byte> lines)
    {
        // <example: memory>
        if (EventParser.TryParse(line, out EventView e))
            Route(e);

        foreach (EventView each in EventParser.Enumerate(lines))
            Route(each);

        using var parser = new EventParser();                  // for many similar lines: it learns their shapes
        LineVerdict verdict = parser.Parse(line, out _);       // such as Rejected(InvalidJson) or NotRoutable(WebhookHandshake)
        // </example>

        return verdict;
    }

    public static async Task ReadRecordsAsync(Stream stream, CancellationToken cancellationToken)
    {
        // <example: records>
        await foreach (EventRecord record in EventReader.ReadRecordsAsync(stream, cancellationToken))
            Console.WriteLine($"{record.TypeName} {record.QualifiedName}");
        // </example>
    }

    public static EventReaderOptions CreateOptionsWithFaultHandler()
    {
        // <example: faults>
        var options = new EventReaderOptions
        {
            FaultHandler = (in LineFault fault) =>
                Console.Error.WriteLine($"line {fault.LineNumber}, byte {fault.ByteOffset}: {fault.Reason}"),
        };
        // </example>

        return options;
    }

    public static EventReaderOptions CreateOptionsForPackedEvents()
    {
        // <example: packed>
        var options = new EventReaderOptions
        {
            Reassembly = ReassemblyOptions.Default,
            Unwrap = EventWrappers.All,
        };
        // </example>

        return options;
    }

    public void RouteDirectTags(in EventView e)
    {
        // <example: scenarios>
        ScenarioVerdict verdict = EventScenarios.Classify(e);
        if (verdict is { Scenario: EventScenario.AssetTagged, TagOrigin: TagOrigin.Direct })
            Route(e);
        // </example>
    }

    public static async Task<long> ReadRestAsync(EventReader reader, Stream input)
    {
        // <example: resume>
        ResumePoint point = reader.GetResumePoint();

        input.Position = point.ReadFrom;
        await using EventReader next = EventReader.Resume(input, point);
        // </example>

        while (await next.ReadAsync())
        {
            while (next.TryRead(out _))
            {
            }
        }

        return next.Counts.Events;
    }

    public static long ReadPartitions(string path)
    {
        // <example: partitions>
        using var reader = PartitionedReader.OpenFile(path);
        long purges = 0;
        reader.Read(CountPurges, count => purges += count);

        static long CountPurges(EventPartition partition)
        {
            long count = 0;
            while (partition.TryRead(out EventView e))
                count += e.IsPurge ? 1 : 0;

            return count;
        }
        // </example>

        return purges;
    }

    private void Route(in EventView e) => Purge(e.Guid, e.QualifiedName);

    private void Purge(Utf8Field guid, Utf8Field qualifiedName) => Handled.Add($"{guid.ToString()} {qualifiedName.ToString()}");
}
