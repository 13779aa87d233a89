namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>
/// Tab-separated values with a header. Tab, LF, CR and backslash are written as <c>\t \n \r \\</c>. Absent fields are empty.
/// </summary>
internal sealed class TsvFormat : IEventFormat
{
    private static readonly SearchValues<byte> s_mustEscape = SearchValues.Create("\t\n\r\\"u8);

    public void WriteHeader(IBufferWriter<byte> output)
        => output.Write("operationType\ttypeName\tguid\tqualifiedName\tdeleteHandler\n"u8);

    public void Write(IBufferWriter<byte> output, in EventView view)
    {
        if (SeparatedValues.TryWrite(output, view, (byte)'\t', s_mustEscape))
            return;

        WriteValue(output, view.OperationText, "\t"u8);
        WriteValue(output, view.TypeName, "\t"u8);
        WriteValue(output, view.Guid, "\t"u8);
        WriteValue(output, view.QualifiedName, "\t"u8);
        WriteValue(output, view.DeleteHandlerText, "\n"u8);
    }

    private static void WriteValue(IBufferWriter<byte> output, Utf8Field field, ReadOnlySpan<byte> separator)
    {
        ReadOnlySpan<byte> text = field.Span;
        int special;
        while ((special = text.IndexOfAny(s_mustEscape)) >= 0)
        {
            output.Write(text[..special]);
            output.Write(text[special] switch
            {
                (byte)'\t' => "\\t"u8,
                (byte)'\n' => "\\n"u8,
                (byte)'\r' => "\\r"u8,
                _ => "\\\\"u8,
            });
            text = text[(special + 1)..];
        }

        output.Write(text);
        output.Write(separator);
    }
}
