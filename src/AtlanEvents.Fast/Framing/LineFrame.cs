namespace AtlanEvents.Fast.Framing;

/// <summary>One line of input, without its newline, and where it stands.</summary>
/// <param name="line">The bytes; of a line longer than the limit, only the first of them.</param>
/// <param name="length">The length of the whole line in bytes.</param>
/// <param name="number">The line's number in the input, from 1.</param>
/// <param name="offset">How many bytes of input stand before the line.</param>
/// <param name="end">How many bytes of input there are up to and with its newline.</param>
/// <param name="isTerminated">Whether the line ended with a newline, rather than with the input.</param>
internal readonly ref struct LineFrame(ReadOnlySpan<byte> line, long length, long number, long offset, long end, bool isTerminated)
{
    public readonly ReadOnlySpan<byte> Line = line;
    public readonly long Length = length;
    public readonly long Number = number;
    public readonly long Offset = offset;
    public readonly long End = end;
    public readonly bool IsTerminated = isTerminated;

    /// <summary>Makes a line of a whole input, whatever newlines are in it; one at its end is not part of it.</summary>
    public static LineFrame OfWholeInput(ReadOnlySpan<byte> input)
    {
        int start = ByteOrderMark.Utf8LengthAt(input);
        ReadOnlySpan<byte> line = input[start..];
        if (line.EndsWith("\n"u8))
            line = line.EndsWith("\r\n"u8) ? line[..^2] : line[..^1];

        return new LineFrame(line, line.Length, number: 1, start, input.Length, isTerminated: true);
    }
}
