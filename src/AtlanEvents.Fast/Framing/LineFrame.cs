namespace AtlanEvents.Fast.Framing;

/// <summary>One line of the input, without its newline, and its position.</summary>
/// <param name="line">The bytes. Of a line longer than the limit, only the first bytes up to the limit.</param>
/// <param name="length">The length of the whole line in bytes.</param>
/// <param name="number">The one-based line number.</param>
/// <param name="offset">The zero-based byte offset of the line in the input.</param>
/// <param name="end">The byte offset after the line's newline.</param>
/// <param name="isTerminated">Whether a newline ended the line, rather than the end of the input.</param>
internal readonly ref struct LineFrame(ReadOnlySpan<byte> line, long length, long number, long offset, long end, bool isTerminated)
{
    public readonly ReadOnlySpan<byte> Line = line;
    public readonly long Length = length;
    public readonly long Number = number;
    public readonly long Offset = offset;
    public readonly long End = end;
    public readonly bool IsTerminated = isTerminated;

    /// <summary>
    /// Frames a whole input as one line, whatever newlines it contains. A byte order mark and a final newline are left out.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="number">The number of the line.</param>
    /// <param name="offset">The number of bytes before the input.</param>
    public static LineFrame FromWholeInput(ReadOnlySpan<byte> input, long number = 1, long offset = 0)
    {
        int start = ByteOrderMark.Utf8LengthAt(input);
        ReadOnlySpan<byte> line = input[start..];
        if (line.EndsWith("\n"u8))
            line = line.EndsWith("\r\n"u8) ? line[..^2] : line[..^1];

        return new LineFrame(line, line.Length, number, offset + start, offset + input.Length, isTerminated: true);
    }
}
