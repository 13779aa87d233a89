using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers;

/// <summary>A <see cref="JsonDocument"/> per line, over the bytes of the line; fields are read as UTF-8, not as strings.</summary>
internal sealed class JsonDocumentPeer : EventContender
{
    public override string Name => "JsonDocument";

    public override Validation Validates => Validation.AllButUtf8;

    protected override TSink Read<TSink>(Workload workload)
    {
        TSink sink = default;
        var lines = new Lines(workload.Memory);
        while (lines.MoveNext())
        {
            using var document = JsonDocument.Parse(workload.Memory.Slice(lines.Start, lines.Current.Length));
            Utf8Fields fields = default;
            Locate(document.RootElement, ref fields);
            if (fields.IsEvent)
                sink.Add(fields);
        }

        return sink;
    }

    private static void Locate(JsonElement root, ref Utf8Fields fields)
    {
        if (!TryGetObject(root, "message"u8, out JsonElement message))
            return;

        fields.OperationType = GetText(message, "operationType"u8);
        if (!TryGetObject(message, "entity"u8, out JsonElement entity))
            return;

        fields.HasEntity = true;
        fields.TypeName = GetText(entity, "typeName"u8);
        fields.Guid = GetText(entity, "guid"u8);
        fields.DeleteHandler = GetText(entity, "deleteHandler"u8);
        if (TryGetObject(entity, "attributes"u8, out JsonElement attributes))
            fields.QualifiedName = GetText(attributes, "qualifiedName"u8);
    }

    private static bool TryGetObject(JsonElement element, ReadOnlySpan<byte> key, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(key, out value)
            && value.ValueKind == JsonValueKind.Object;
    }

    private static ReadOnlySpan<byte> GetText(JsonElement element, ReadOnlySpan<byte> key)
    {
        if (!element.TryGetProperty(key, out JsonElement value) || value.ValueKind != JsonValueKind.String)
            return default;

        ReadOnlySpan<byte> quoted = JsonMarshal.GetRawUtf8Value(value);
        return quoted.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(value.GetString()!) : quoted[1..^1];
    }
}
