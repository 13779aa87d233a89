using System.Buffers;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;
using Newtonsoft.Json;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers;

/// <summary>
/// The fastest API of Newtonsoft.Json: one <see cref="JsonTextReader"/> over the whole stream, with a table of property names and pooled
/// buffers. It reads a sequence of values, not lines.
/// </summary>
internal sealed class NewtonsoftPeer : EventContender, IArrayPool<char>
{
    private readonly DefaultJsonNameTable _names = CreateNames();

    public override string Name => "Newtonsoft.Json, JsonTextReader";

    public override Validation Validates => Validation.Lenient;

    char[] IArrayPool<char>.Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    void IArrayPool<char>.Return(char[]? array) => ArrayPool<char>.Shared.Return(array!);

    protected override TSink Read<TSink>(Workload workload)
    {
        TSink sink = default;
        using var text = new StreamReader(
            workload.OpenStream(), Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
        using var reader = new JsonTextReader(text)
        {
            SupportMultipleContent = true,
            DateParseHandling = DateParseHandling.None,
            PropertyNameTable = _names,
            ArrayPool = this,
        };

        while (reader.Read())
        {
            var fields = new Fields();
            if (reader.TokenType == JsonToken.StartObject)
                ReadRoot(reader, ref fields);
            else
                reader.Skip();

            if (RoutingRecord.IsEvent(fields.HasEntity, fields.OperationType))
                sink.Add(fields.OperationType, fields.TypeName, fields.Guid, fields.QualifiedName, fields.DeleteHandler);
        }

        return sink;
    }

    private static DefaultJsonNameTable CreateNames()
    {
        var names = new DefaultJsonNameTable();
        string[] keys = ["message", "operationType", "entity", "typeName", "guid", "attributes", "deleteHandler", "qualifiedName"];
        foreach (string key in keys)
            names.Add(key);

        return names;
    }

    private static void ReadRoot(JsonTextReader reader, ref Fields fields)
    {
        while (TryReadKey(reader, out string key))
        {
            if (key == "message" && reader.TokenType == JsonToken.StartObject)
                ReadMessage(reader, ref fields);
            else
                reader.Skip();
        }
    }

    private static void ReadMessage(JsonTextReader reader, ref Fields fields)
    {
        while (TryReadKey(reader, out string key))
        {
            if (key == "operationType")
                fields.OperationType = ReadText(reader);
            else if (key == "entity" && reader.TokenType == JsonToken.StartObject)
                ReadEntity(reader, ref fields);
            else
                reader.Skip();
        }
    }

    private static void ReadEntity(JsonTextReader reader, ref Fields fields)
    {
        fields.HasEntity = true;
        while (TryReadKey(reader, out string key))
        {
            switch (key)
            {
                case "typeName":
                    fields.TypeName = ReadText(reader);
                    break;
                case "guid":
                    fields.Guid = ReadText(reader);
                    break;
                case "deleteHandler":
                    fields.DeleteHandler = ReadText(reader);
                    break;
                case "attributes" when reader.TokenType == JsonToken.StartObject:
                    ReadAttributes(reader, ref fields);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void ReadAttributes(JsonTextReader reader, ref Fields fields)
    {
        while (TryReadKey(reader, out string key))
        {
            if (key == "qualifiedName")
                fields.QualifiedName = ReadText(reader);
            else
                reader.Skip();
        }
    }

    private static bool TryReadKey(JsonTextReader reader, out string key)
    {
        if (!reader.Read() || reader.TokenType != JsonToken.PropertyName)
        {
            key = "";
            return false;
        }

        key = (string)reader.Value!;
        reader.Read();
        return true;
    }

    private static string? ReadText(JsonTextReader reader)
    {
        if (reader.TokenType == JsonToken.String)
            return (string)reader.Value!;

        reader.Skip();
        return null;
    }

    private struct Fields
    {
        public bool HasEntity;
        public string? OperationType;
        public string? TypeName;
        public string? Guid;
        public string? QualifiedName;
        public string? DeleteHandler;
    }
}
