namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Writes text as a JSON string: raw UTF-8, with only the escapes that RFC 8259 section 7 requires.</summary>
internal static class JsonString
{
    // "All Unicode characters may be placed within the quotation marks, except for the characters that MUST be escaped:
    // quotation mark, reverse solidus, and the control characters (U+0000 through U+001F)."
    private static readonly SearchValues<byte> s_mustEscape =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (byte)control), (byte)'"', (byte)'\\']);

    /// <summary>Whether the text needs no escapes.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> utf8Text) => !utf8Text.ContainsAny(s_mustEscape);

    /// <summary>Writes the string including its quotes.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> utf8Text)
    {
        output.Write("\""u8);
        while (true)
        {
            int plain = utf8Text.IndexOfAny(s_mustEscape);
            if (plain < 0)
                break;

            output.Write(utf8Text[..plain]);
            WriteEscape(output, utf8Text[plain]);
            utf8Text = utf8Text[(plain + 1)..];
        }

        output.Write(utf8Text);
        output.Write("\""u8);
    }

    private static byte HexDigit(int value) => "0123456789abcdef"u8[value];

    private static void WriteEscape(IBufferWriter<byte> output, byte character)
    {
        ReadOnlySpan<byte> shortForm = character switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\b' => "\\b"u8,
            (byte)'\f' => "\\f"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => default,
        };

        if (!shortForm.IsEmpty)
        {
            output.Write(shortForm);
            return;
        }

        output.Write("\\u00"u8);
        Span<byte> digits = output.GetSpan(2);
        digits[0] = HexDigit(character >> 4);
        digits[1] = HexDigit(character & 0xF);
        output.Advance(2);
    }
}
