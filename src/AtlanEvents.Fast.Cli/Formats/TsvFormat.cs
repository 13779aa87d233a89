namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>Tab-separated values. Tab, LF, CR and backslash are written as <c>\t \n \r \\</c>.</summary>
internal sealed class TsvFormat() : SeparatedFormat((byte)'\t', s_mustEscape)
{
    private static readonly SearchValues<byte> s_mustEscape = SearchValues.Create("\t\n\r\\"u8);

    public override void WriteHeader(IBufferWriter<byte> output)
        => output.Write("operationType\ttypeName\tguid\tqualifiedName\tdeleteHandler\n"u8);

    protected override void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
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
    }
}
