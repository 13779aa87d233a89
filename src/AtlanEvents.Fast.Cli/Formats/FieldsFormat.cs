using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>One JSON object per line, always with the five fields in the same order. Absent fields are <c>null</c>.</summary>
internal sealed class FieldsFormat : IEventFormat
{
    // The length of the keys and punctuation around the five values.
    private const int MaxFrameLength = 100;

    public void WriteHeader(IBufferWriter<byte> output)
    {
    }

    public void Write(IBufferWriter<byte> output, in EventView view)
    {
        Utf8Field operation = view.OperationText;
        Utf8Field type = view.TypeName;
        Utf8Field guid = view.Guid;
        Utf8Field name = view.QualifiedName;
        Utf8Field handler = view.DeleteHandlerText;
        if (!IsPlain(operation) || !IsPlain(type) || !IsPlain(guid) || !IsPlain(name) || !IsPlain(handler))
        {
            WriteEscaped(output, view);
            return;
        }

        // Nearly all events need no escapes, and are written at once.
        int textLength = operation.Span.Length + type.Span.Length + guid.Span.Length + name.Span.Length + handler.Span.Length;
        Span<byte> line = output.GetSpan(MaxFrameLength + textLength);
        int length = 0;
        Append(line, ref length, "{\"operationType\":"u8, operation);
        Append(line, ref length, ",\"typeName\":"u8, type);
        Append(line, ref length, ",\"guid\":"u8, guid);
        Append(line, ref length, ",\"qualifiedName\":"u8, name);
        Append(line, ref length, ",\"deleteHandler\":"u8, handler);
        Append(line, ref length, "}\n"u8);
        output.Advance(length);
    }

    private static bool IsPlain(Utf8Field field) => JsonString.IsPlain(field.Span);

    private static void Append(Span<byte> line, ref int length, ReadOnlySpan<byte> key, Utf8Field field)
    {
        Append(line, ref length, key);
        if (!field.IsPresent)
        {
            Append(line, ref length, "null"u8);
            return;
        }

        line[length++] = (byte)'"';
        Append(line, ref length, field.Span);
        line[length++] = (byte)'"';
    }

    private static void Append(Span<byte> line, ref int length, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(line[length..]);
        length += bytes.Length;
    }

    private static void WriteEscaped(IBufferWriter<byte> output, in EventView view)
    {
        WriteMember(output, "{\"operationType\":"u8, view.OperationText);
        WriteMember(output, ",\"typeName\":"u8, view.TypeName);
        WriteMember(output, ",\"guid\":"u8, view.Guid);
        WriteMember(output, ",\"qualifiedName\":"u8, view.QualifiedName);
        WriteMember(output, ",\"deleteHandler\":"u8, view.DeleteHandlerText);
        output.Write("}\n"u8);
    }

    private static void WriteMember(IBufferWriter<byte> output, ReadOnlySpan<byte> key, Utf8Field field)
    {
        output.Write(key);
        if (field.IsPresent)
            JsonString.Write(output, field.Span);
        else
            output.Write("null"u8);
    }
}
