namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>Comma-separated values, quoted as in RFC 4180, with LF line ends.</summary>
internal sealed class CsvFormat() : SeparatedFormat((byte)',', s_mustQuote)
{
    private static readonly SearchValues<byte> s_mustQuote = SearchValues.Create("\",\r\n"u8);

    public override void WriteHeader(IBufferWriter<byte> output)
        => output.Write("operationType,typeName,guid,qualifiedName,deleteHandler\n"u8);

    protected override void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAny(s_mustQuote))
        {
            output.Write(text);
            return;
        }

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
