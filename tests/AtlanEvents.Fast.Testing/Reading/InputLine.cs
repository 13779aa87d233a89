namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>One line of an input, found in the simplest way.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Offset">Its zero-based offset in the input.</param>
/// <param name="Bytes">Its bytes without the newline, whether LF or CRLF.</param>
/// <param name="WithNewline">Its bytes with the newline.</param>
/// <param name="IsTerminated">Whether it ends with a newline.</param>
public sealed record InputLine(long Number, long Offset, byte[] Bytes, byte[] WithNewline, bool IsTerminated)
{
    internal static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Splits an input into lines. A byte order mark at its start belongs to none of them.</summary>
    public static List<InputLine> Split(byte[] input)
    {
        var lines = new List<InputLine>();
        int start = input.AsSpan().StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;
        while (start < input.Length)
        {
            int newline = Array.IndexOf(input, (byte)'\n', start);
            int end = newline < 0 ? input.Length : newline + 1;
            int contentEnd = newline < 0 ? end : newline;
            if (newline > start && input[newline - 1] == '\r')
                contentEnd--;

            lines.Add(new InputLine(lines.Count + 1, start, input[start..contentEnd], input[start..end], newline >= 0));
            start = end;
        }

        return lines;
    }
}

/// <summary>Inputs with the byte order mark of an unsupported encoding.</summary>
public static class OtherEncoding
{
    /// <summary>Returns whether an input starts with the byte order mark of UTF-16 or UTF-32.</summary>
    public static bool IsAnnounced(ReadOnlySpan<byte> input)
        => input.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || input.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || input.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]);
}
