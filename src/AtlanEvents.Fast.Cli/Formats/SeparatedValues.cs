namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>Writes the five fields of an event without special characters, as nearly all are, at once.</summary>
internal static class SeparatedValues
{
    private const int FieldCount = 5;

    /// <param name="output">The output.</param>
    /// <param name="view">The event.</param>
    /// <param name="separator">The separator between fields.</param>
    /// <param name="special">The characters that must be quoted or escaped.</param>
    /// <returns>Whether the event was written; not if it contains special characters.</returns>
    public static bool TryWrite(IBufferWriter<byte> output, in EventView view, byte separator, SearchValues<byte> special)
    {
        ReadOnlySpan<byte> operation = view.OperationText.Span;
        ReadOnlySpan<byte> type = view.TypeName.Span;
        ReadOnlySpan<byte> guid = view.Guid.Span;
        ReadOnlySpan<byte> name = view.QualifiedName.Span;
        ReadOnlySpan<byte> handler = view.DeleteHandlerText.Span;
        if (operation.ContainsAny(special) || type.ContainsAny(special) || guid.ContainsAny(special)
            || name.ContainsAny(special) || handler.ContainsAny(special))
        {
            return false;
        }


        Span<byte> line = output.GetSpan(operation.Length + type.Length + guid.Length + name.Length + handler.Length + FieldCount);
        int length = 0;
        Append(line, ref length, operation, separator);
        Append(line, ref length, type, separator);
        Append(line, ref length, guid, separator);
        Append(line, ref length, name, separator);
        Append(line, ref length, handler, (byte)'\n');
        output.Advance(length);
        return true;
    }

    private static void Append(Span<byte> line, ref int length, ReadOnlySpan<byte> text, byte separator)
    {
        text.CopyTo(line[length..]);
        length += text.Length;
        line[length++] = separator;
    }
}
