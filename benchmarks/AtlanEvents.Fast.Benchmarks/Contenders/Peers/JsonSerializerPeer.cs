using System.Text.Json;
using System.Text.Json.Serialization;
using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers;

/// <summary>The source-generated <see cref="JsonSerializer"/> with a model of the five fields only.</summary>
/// <remarks>It always creates strings, so locating costs nearly as much as materialising.</remarks>
internal sealed class JsonSerializerPeer : EventContender
{
    public override string Name => "JsonSerializer, source-generated";

    public override Validation Validates => Validation.AllButUtf8;

    protected override TSink Read<TSink>(Workload workload)
    {
        TSink sink = default;
        var lines = new Lines(workload.Memory);
        while (lines.MoveNext())
        {
            Message? message = JsonSerializer.Deserialize(lines.Current, ModelContext.Default.EventLine)?.Message;
            Entity? entity = message?.Entity;
            if (RoutingRecord.IsEvent(entity is not null, message?.OperationType))
                sink.Add(message!.OperationType, entity!.TypeName, entity.Guid, entity.Attributes?.QualifiedName, entity.DeleteHandler);
        }

        return sink;
    }
}

internal sealed class EventLine
{
    public Message? Message { get; set; }
}

internal sealed class Message
{
    public string? OperationType { get; set; }

    public Entity? Entity { get; set; }
}

internal sealed class Entity
{
    public string? TypeName { get; set; }

    public string? Guid { get; set; }

    public string? DeleteHandler { get; set; }

    public EntityAttributes? Attributes { get; set; }
}

internal sealed class EntityAttributes
{
    public string? QualifiedName { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventLine))]
internal sealed partial class ModelContext : JsonSerializerContext;
