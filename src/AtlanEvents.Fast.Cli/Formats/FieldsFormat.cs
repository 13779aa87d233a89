using System.Buffers;
using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>One JSON object a line, always with all five fields in the same order; <c>null</c> for what is absent.</summary>
internal sealed class FieldsFormat : IEventFormat
{
    public void WriteHeader(IBufferWriter<byte> output)
    {
    }

    public void Write(IBufferWriter<byte> output, in EventView view)
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
