using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast;

/// <summary>A rejected line: the reason, the position and the bytes.</summary>
/// <remarks>Borrows the reader's buffer and is valid until the handler returns.</remarks>
public readonly ref struct LineFault
{
    /// <summary>Creates a fault, for instance to report one later that was copied, or to test a handler.</summary>
    /// <param name="reason">The reason for the rejection.</param>
    /// <param name="lineNumber">The one-based line number.</param>
    /// <param name="byteOffset">The zero-based byte offset of the line.</param>
    /// <param name="length">The length of the line in bytes.</param>
    /// <param name="line">The bytes of the line, which may be fewer.</param>
    /// <param name="part">The part of a message that the line is, if it is one.</param>
    public LineFault(LineFaultReason reason, long lineNumber, long byteOffset, long length, ReadOnlySpan<byte> line, MessagePart part)
    {
        Reason = reason;
        LineNumber = lineNumber;
        ByteOffset = byteOffset;
        Length = length;
        Line = line;
        Part = part;
    }

    /// <summary>The reason for the rejection.</summary>
    public LineFaultReason Reason { get; }

    /// <summary>The one-based line number; blank lines count.</summary>
    public long LineNumber { get; }

    /// <summary>The zero-based byte offset of the line in the input.</summary>
    public long ByteOffset { get; }

    /// <summary>The length of the line in bytes, without its newline.</summary>
    public long Length { get; }

    /// <summary>
    /// The bytes of the line, without its newline. Of a line that is <see cref="LineFaultReason.LineTooLong"/>, only the first
    /// <see cref="EventReaderOptions.MaxLineBytes"/> bytes.
    /// </summary>
    public ReadOnlySpan<byte> Line { get; }

    /// <summary>
    /// The part of a compressed or split message that the line is, if it was rejected with the message; otherwise its count is 0.
    /// </summary>
    public MessagePart Part { get; }
}

/// <summary>Receives rejected lines, on the thread that reads. Lines arrive in input order, except parts of messages.</summary>
/// <param name="fault">The line. Its bytes are valid until the handler returns.</param>
/// <remarks>Throw to stop reading. The exception leaves the read, and the line was counted.</remarks>
public delegate void LineFaultHandler(in LineFault fault);
