namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>A header, then one event per line: the five fields with a separator between them. Absent fields are empty.</summary>
/// <param name="separator">The separator.</param>
/// <param name="special">The bytes that must be quoted or escaped.</param>
internal abstract class SeparatedFormat(byte separator, SearchValues<byte> special) : IEventFormat
{
    private const int FieldCount = 5;

    public abstract void WriteHeader(IBufferWriter<byte> output);

    public void Write(IBufferWriter<byte> output, in EventView view)
    {
        ReadOnlySpan<byte> operation = view.OperationText.Span;
        ReadOnlySpan<byte> type = view.TypeName.Span;
        ReadOnlySpan<byte> guid = view.Guid.Span;
        ReadOnlySpan<byte> name = view.QualifiedName.Span;
        ReadOnlySpan<byte> handler = view.DeleteHandlerText.Span;
        if (operation.ContainsAny(special) || type.ContainsAny(special) || guid.ContainsAny(special)
            || name.ContainsAny(special) || handler.ContainsAny(special))
        {
            WriteSpecial(output, operation, separator);
            WriteSpecial(output, type, separator);
            WriteSpecial(output, guid, separator);
            WriteSpecial(output, name, separator);
            WriteSpecial(output, handler, (byte)'\n');
            return;
        }

        // Nearly all events have no special bytes, and are written at once.
        Span<byte> line = output.GetSpan(operation.Length + type.Length + guid.Length + name.Length + handler.Length + FieldCount);
        int length = 0;
        Append(line, ref length, operation, separator);
        Append(line, ref length, type, separator);
        Append(line, ref length, guid, separator);
        Append(line, ref length, name, separator);
        Append(line, ref length, handler, (byte)'\n');
        output.Advance(length);
    }

    /// <summary>Writes a string that may contain special bytes.</summary>
    protected abstract void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> text);

    private void WriteSpecial(IBufferWriter<byte> output, ReadOnlySpan<byte> text, byte end)
    {
        WriteText(output, text);
        output.Write([end]);
    }

    private static void Append(Span<byte> line, ref int length, ReadOnlySpan<byte> text, byte end)
    {
        text.CopyTo(line[length..]);
        length += text.Length;
        line[length++] = end;
    }
}
