using System.Text.Json;
using System.Text.Unicode;
using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers;

/// <summary>
/// A loop as a careful engineer would write it by hand: a <see cref="Utf8JsonReader"/> per line that descends to the fields, skips
/// everything else, and reads the line to its end. Invalid lines are counted. Every ratio is relative to this loop.
/// </summary>
internal sealed class Utf8JsonReaderLoop : EventContender
{
    public const string Title = "Utf8JsonReader loop";

    public override string Name => Title;

    public override Validation Validates => Validation.AllButUtf8;

    public override bool SupportsHostile => true;

    /// <summary>Whether a line is an event.</summary>
    /// <exception cref="JsonException">The line is not well-formed.</exception>
    public static bool IsEvent(ReadOnlySpan<byte> line)
    {
        Utf8Fields fields = default;
        ReadLine(line, ref fields);
        return fields.IsEvent;
    }

    protected override TSink Read<TSink>(Workload workload)
    {
        TSink sink = default;
        long rejected = 0;
        var lines = new Lines(workload.Memory);
        while (lines.MoveNext())
        {
            Utf8Fields fields = default;
            if (!TryReadLine(lines.Current, workload.HasBadLines, ref fields))
                rejected++;
            else if (fields.IsEvent)
                sink.Add(fields);
        }

        sink.Rejected = rejected;
        return sink;
    }

    // On workloads with invalid lines, the loop makes two additional checks, so that its verdicts equal those of the library.
    private static bool TryReadLine(ReadOnlySpan<byte> line, bool isStrict, ref Utf8Fields fields)
    {
        try
        {
            if (isStrict && !Utf8.IsValid(line))
                return false;

            ReadLine(line, ref fields);
            return !(isStrict && fields.IsRepeated);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadLine(ReadOnlySpan<byte> line, ref Utf8Fields fields)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("message"u8))
                    ReadMessage(ref reader, ref fields);
                else
                    reader.Skip();
            }
        }
        else
        {
            reader.Skip();
        }

        // Throws if anything follows the value.
        reader.Read();
    }

    private static void ReadMessage(ref Utf8JsonReader reader, ref Utf8Fields fields)
    {
        if (!TryEnter(ref reader))
            return;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("entity"u8))
                ReadEntity(ref reader, ref fields);
            else if (reader.ValueTextEquals("operationType"u8))
                ReadOperationType(ref reader, ref fields);
            else
                reader.Skip();
        }
    }

    private static void ReadOperationType(ref Utf8JsonReader reader, ref Utf8Fields fields)
    {
        fields.IsRepeated |= !fields.OperationType.IsEmpty;
        fields.OperationType = ReadString(ref reader);
    }

    private static void ReadEntity(ref Utf8JsonReader reader, ref Utf8Fields fields)
    {
        if (!TryEnter(ref reader))
            return;

        fields.HasEntity = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("typeName"u8))
                fields.TypeName = ReadString(ref reader);
            else if (reader.ValueTextEquals("guid"u8))
                fields.Guid = ReadString(ref reader);
            else if (reader.ValueTextEquals("attributes"u8))
                ReadAttributes(ref reader, ref fields);
            else if (reader.ValueTextEquals("deleteHandler"u8))
                fields.DeleteHandler = ReadString(ref reader);
            else
                reader.Skip();
        }
    }

    private static void ReadAttributes(ref Utf8JsonReader reader, ref Utf8Fields fields)
    {
        if (!TryEnter(ref reader))
            return;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("qualifiedName"u8))
                fields.QualifiedName = ReadString(ref reader);
            else
                reader.Skip();
        }
    }

    private static bool TryEnter(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;

        reader.Skip();
        return false;
    }

    private static ReadOnlySpan<byte> ReadString(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return default;
        }

        return reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;
    }

    // Escapes are rare, so an array per field is fast enough.
    private static ReadOnlySpan<byte> Unescape(scoped ref Utf8JsonReader reader)
    {
        byte[] text = new byte[reader.ValueSpan.Length];
        return text.AsSpan(0, reader.CopyString(text));
    }
}
