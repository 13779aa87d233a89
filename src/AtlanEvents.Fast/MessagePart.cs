namespace AtlanEvents.Fast;

/// <summary>Which part of which message a line is, if the message was compressed or split.</summary>
/// <remarks>Borrows, as the <see cref="LineFault"/> does that it belongs to.</remarks>
public readonly ref struct MessagePart
{
    internal MessagePart(ReadOnlySpan<byte> messageId, int index, int count)
    {
        MessageId = messageId;
        Index = index;
        Count = count;
    }

    /// <summary>The text of <c>msgId</c> as UTF-8; empty if there is none.</summary>
    public ReadOnlySpan<byte> MessageId { get; }

    /// <summary>Which part it is: <c>msgSplitIdx</c>, from 0.</summary>
    public int Index { get; }

    /// <summary>How many parts the message has: <c>msgSplitCount</c>. 1 for a message that was compressed, but not split; 0 for a line that is no message of this kind.</summary>
    public int Count { get; }
}
