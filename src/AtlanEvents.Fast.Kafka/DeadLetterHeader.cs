namespace AtlanEvents.Fast.Kafka;

/// <summary>The names of the headers that explain a dead letter. Their values are text.</summary>
public static class DeadLetterHeader
{
    /// <summary>
    /// The reason: a <see cref="LineFaultReason"/>; <c>HandlerFailed</c>; or <c>PartTooLarge</c> if the topic for parts does not allow a
    /// message as large as a part.
    /// </summary>
    public const string Reason = "dead-letter-reason";

    /// <summary>The topic of the message.</summary>
    public const string Topic = "dead-letter-topic";

    /// <summary>The partition of the message.</summary>
    public const string Partition = "dead-letter-partition";

    /// <summary>The offset of the message.</summary>
    public const string Offset = "dead-letter-offset";

    /// <summary>The number of times that the handler was called; 0 for rejected lines.</summary>
    public const string Attempts = "dead-letter-attempts";

    /// <summary>
    /// The type of the handler's last exception; absent for rejected lines. The message of the exception is not kept: it may quote the
    /// event.
    /// </summary>
    public const string ExceptionType = "dead-letter-exception-type";

    /// <summary>
    /// The length of the message's value in bytes, if the dead-letter topic does not allow a message as large as this one; otherwise
    /// absent. The dead letter then has no key, no value and no headers of the message: read them at its offset.
    /// </summary>
    public const string OmittedBytes = "dead-letter-omitted-bytes";

    /// <summary>The start of all these names.</summary>
    internal const string Prefix = "dead-letter-";
}
