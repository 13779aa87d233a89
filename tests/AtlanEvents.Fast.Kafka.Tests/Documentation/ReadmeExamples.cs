using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AtlanEvents.Fast.Kafka.Tests.Documentation;

/// <summary>The C# examples of the package's README, compiled. <see cref="ReadmeTests"/> compares the text.</summary>
internal static class ReadmeExamples
{
    public static void Consume(HostApplicationBuilder builder)
    {
        // <example: consume>
        builder.Services.AddAtlanKafkaConsumer<PurgeHandler>(options =>
        {
            options.BootstrapServers = "kafka-1:9092,kafka-2:9092";
            options.GroupId = "purges";
            options.DeadLetterTopic = "purges-dead";
        });
        // </example>
    }

    public static async Task<int> ReadAsync(List<LineFaultReason> rejected)
    {
        int purged = 0;

        // <example: read>
        using TopicReader reader = await TopicReader.OpenAsync(new TopicReaderOptions
        {
            BootstrapServers = "kafka-1:9092,kafka-2:9092",
            Topic = "ATLAS_ENTITIES",
            From = TopicPosition.At(DateTimeOffset.UtcNow.AddDays(-1)),
            Reader = new EventReaderOptions { FaultHandler = (in LineFault fault) => rejected.Add(fault.Reason) },
        });
        TopicReadStatus status;
        while ((status = reader.Read(TimeSpan.FromSeconds(1), out EventView view)) != TopicReadStatus.EndOfTopic)
        {
            if (status == TopicReadStatus.Event && view.IsPurge)
                purged++;
        }
        // </example>

        return purged;
    }

    public static async Task ProduceAsync(
        EventProducer producer,
        EventRecord record,
        EventContext context,
        CancellationToken cancellationToken)
    {
        // <example: produce>
        await producer.DeliverAsync(Encoding.UTF8.GetBytes(record.Guid!), context.Line.ToArray(), headers: null, cancellationToken);
        // </example>
    }
}

// <example: handler>
internal sealed class PurgeHandler(Catalog catalog) : IEventRecordHandler
{
    public async ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
    {
        if (record.Operation == OperationType.EntityDelete && record.DeleteHandler.IsPurge())
            await catalog.RemoveAsync(record.QualifiedName, cancellationToken);
    }
}
// </example>

/// <summary>What the example works on.</summary>
internal sealed class Catalog
{
    public List<string?> Removed { get; } = [];

    public Task RemoveAsync(string? name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Removed.Add(name);
        return Task.CompletedTask;
    }
}
