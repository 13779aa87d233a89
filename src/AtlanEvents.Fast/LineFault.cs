namespace AtlanEvents.Fast;

/// <summary>A line that was rejected: why, where it stands, and its bytes.</summary>
/// <remarks>Borrows the reader's buffer: valid until the handler that was given it returns.</remarks>
public readonly ref struct LineFault
{
    internal LineFault(LineFaultReason reason, long lineNumber, long byteOffset, long length, ReadOnlySpan<byte> line, MessagePart part)
    {
        Reason = reason;
        LineNumber = lineNumber;
        ByteOffset = byteOffset;
        Length = length;
        Line = line;
        Part = part;
    }

    /// <summary>Why the line was rejected.</summary>
    public LineFaultReason Reason { get; }

    /// <summary>The line's number in the input, from 1, blank lines counted.</summary>
    public long LineNumber { get; }

    /// <summary>How many bytes of input stand before the line.</summary>
    public long ByteOffset { get; }

    /// <summary>The line's length in bytes, its newline not counted.</summary>
    public long Length { get; }

    /// <summary>
    /// The line's bytes without the newline. A line that is <see cref="LineFaultReason.LineTooLong"/> is never held whole:
    /// this is its first <see cref="EventReaderOptions.MaxLineBytes"/> bytes.
    /// </summary>
    public ReadOnlySpan<byte> Line { get; }

    /// <summary>Which part of which message the line is, if it was rejected with a compressed or split message; otherwise its count is 0.</summary>
    public MessagePart Part { get; }
}
