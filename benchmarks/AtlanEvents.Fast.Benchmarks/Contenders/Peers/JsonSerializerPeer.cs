using System.Text.Json;
using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers.Model;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers;

/// <summary>The source-generated <see cref="JsonSerializer"/> into a model of the needed fields and nothing else.</summary>
/// <remarks>It always makes strings, so to locate costs it as much as to materialise, less the record.</remarks>
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
                sink.Take(message!.OperationType, entity!.TypeName, entity.Guid, entity.Attributes?.QualifiedName, entity.DeleteHandler);
        }

        return sink;
    }
}
