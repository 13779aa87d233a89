namespace AtlanEvents.Fast.Reassembly;

/// <summary>The part of a compressed or split message that a line is.</summary>
/// <remarks>Borrows from its <see cref="LineFault"/> and is valid as long as the fault.</remarks>
public readonly ref struct MessagePart
{
    /// <summary>Creates a part.</summary>
    /// <param name="messageId">The id of the message as UTF-8; empty if absent.</param>
    /// <param name="index">The zero-based index of the part.</param>
    /// <param name="count">The number of parts.</param>
    public MessagePart(ReadOnlySpan<byte> messageId, int index, int count)
    {
        MessageId = messageId;
        Index = index;
        Count = count;
    }

    /// <summary>The text of <c>msgId</c> as UTF-8; empty if absent.</summary>
    public ReadOnlySpan<byte> MessageId { get; }

    /// <summary>The zero-based index of the part: <c>msgSplitIdx</c>.</summary>
    public int Index { get; }

    /// <summary>
    /// The number of parts of the message: <c>msgSplitCount</c>; 1 for a message that is compressed but not split, 0 for a line
    /// that is not a message part.
    /// </summary>
    public int Count { get; }
}
