using AtlanEvents.Fast.Kafka.Lanes;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>What is left to do for a message after it was read.</summary>
internal enum IncomingKind
{
    /// <summary>Nothing: it was handled, or is not an event.</summary>
    Finished,

    /// <summary>It waits for other parts.</summary>
    Waiting,

    /// <summary>Its event must be handled on a lane.</summary>
    Queued,

    /// <summary>It was rejected.</summary>
    Rejected,

    /// <summary>It is a part for the parts topic.</summary>
    Forwarded,

    /// <summary>It must not be handled: the consumer stops.</summary>
    Held,
}

/// <summary>A line of a message that arrived earlier and is no longer waiting.</summary>
/// <param name="Number">The number of the message.</param>
/// <param name="Value">The bytes of the message.</param>
internal readonly record struct SettledPart(long Number, byte[] Value);

/// <summary>The result of reading one message. One object, reused for each message.</summary>
internal sealed class IncomingMessage
{
    /// <summary>The number of the message, which identifies it while it waits.</summary>
    public long Number { get; set; }

    public IncomingKind Kind { get; set; }

    /// <summary>The event, if it must be handled on a lane.</summary>
    public QueuedEvent? Event { get; set; }

    /// <summary>The bytes of a message that was rejected or must be forwarded.</summary>
    public byte[] Value { get; set; } = [];

    /// <summary>The id of a message that must be forwarded.</summary>
    public byte[] MessageId { get; set; } = [];

    /// <summary>Why the message was rejected.</summary>
    public LineFaultReason Reason { get; set; }

    /// <summary>Earlier messages that waited and that this one completed.</summary>
    public List<SettledPart> Joined { get; } = [];

    /// <summary>Earlier messages that waited and were rejected.</summary>
    public List<(SettledPart Part, LineFaultReason Reason)> RejectedParts { get; } = [];

    /// <summary>Prepares for the next message.</summary>
    public void Reset(long number)
    {
        Number = number;
        Kind = IncomingKind.Finished;
        Event = null;
        Value = [];
        MessageId = [];
        Reason = LineFaultReason.None;
        Joined.Clear();
        RejectedParts.Clear();
    }
}
