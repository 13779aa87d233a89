namespace AtlanEvents.Fast;

/// <summary>A line was rejected and no <see cref="EventReaderOptions.FaultHandler"/> was there to be told.</summary>
/// <remarks>
/// The message names the reason and the place, and never quotes the input. The line was counted; a further read goes on
/// behind it, except after <see cref="LineFaultReason.UnsupportedEncoding"/>, when there is nothing that could be read.
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

    /// <summary>Why the line was rejected.</summary>
    public LineFaultReason Reason { get; }

    /// <summary>The line's number in the input, from 1.</summary>
    public long LineNumber { get; }

    /// <summary>How many bytes of input stand before the line.</summary>
    public long ByteOffset { get; }
}
