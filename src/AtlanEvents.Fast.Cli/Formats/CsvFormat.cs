namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>Comma-separated values with a header, quoted as in RFC 4180, with LF line ends. Absent fields are empty.</summary>
internal sealed class CsvFormat : IEventFormat
{
    private static readonly SearchValues<byte> s_mustQuote = SearchValues.Create("\",\r\n"u8);

    public void WriteHeader(IBufferWriter<byte> output)
        => output.Write("operationType,typeName,guid,qualifiedName,deleteHandler\n"u8);

    public void Write(IBufferWriter<byte> output, in EventView view)
    {
        if (SeparatedValues.TryWrite(output, view, (byte)',', s_mustQuote))
            return;

        WriteValue(output, view.OperationText, ","u8);
        WriteValue(output, view.TypeName, ","u8);
        WriteValue(output, view.Guid, ","u8);
        WriteValue(output, view.QualifiedName, ","u8);
        WriteValue(output, view.DeleteHandlerText, "\n"u8);
    }

    private static void WriteValue(IBufferWriter<byte> output, Utf8Field field, ReadOnlySpan<byte> separator)
    {
        if (field.Span.ContainsAny(s_mustQuote))
            WriteQuoted(output, field.Span);
        else
            output.Write(field.Span);

        output.Write(separator);
    }

    private static void WriteQuoted(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        // "If double-quotes are used to enclose fields, then a double-quote appearing inside a field must be escaped by
        // preceding it with another double quote."
        output.Write("\""u8);
        int quote;
        while ((quote = text.IndexOf((byte)'"')) >= 0)
        {
            output.Write(text[..(quote + 1)]);
            output.Write("\""u8);
            text = text[(quote + 1)..];
        }

        output.Write(text);
        output.Write("\""u8);
    }
}
