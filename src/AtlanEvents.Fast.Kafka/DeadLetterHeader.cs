namespace AtlanEvents.Fast.Kafka;

/// <summary>The names of the headers that explain a dead letter. Their values are text.</summary>
public static class DeadLetterHeader
{
    /// <summary>The reason: a <see cref="LineFaultReason"/>, or <c>HandlerFailed</c>.</summary>
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

    /// <summary>The start of all these names.</summary>
    internal const string Prefix = "dead-letter-";
}
