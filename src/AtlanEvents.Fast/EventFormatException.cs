namespace AtlanEvents.Fast;

/// <summary>
/// Thrown for a rejected line if there is no <see cref="EventReaderOptions.FaultHandler"/>, and for input in UTF-16 or UTF-32.
/// </summary>
/// <remarks>
/// The message contains the reason and the position, never the input. The line was counted, and a further read continues after
/// it. After <see cref="LineFaultReason.UnsupportedEncoding"/> there is nothing to read.
/// </remarks>
public sealed class EventFormatException : FormatException
{
    internal EventFormatException(LineFaultReason reason, long lineNumber, long byteOffset, string message)
        : base(message)
    {
        Reason = reason;
        LineNumber = lineNumber;
        ByteOffset = byteOffset;
    }

    /// <summary>The reason for the rejection.</summary>
    public LineFaultReason Reason { get; }

    /// <summary>The one-based line number.</summary>
    public long LineNumber { get; }

    /// <summary>The zero-based byte offset of the line in the input.</summary>
    public long ByteOffset { get; }
}
