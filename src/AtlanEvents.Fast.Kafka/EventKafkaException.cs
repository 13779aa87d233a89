namespace AtlanEvents.Fast.Kafka;

/// <summary>
/// Thrown when a consumer or producer cannot continue: bad settings, missing rights, or a message that has nowhere to go. The message
/// says what to do, and contains no content of events.
/// </summary>
public class EventKafkaException : Exception
{
    internal EventKafkaException(string message, ErrorCode code, Exception? inner = null)
        : base(message, inner) => Code = code;

    internal EventKafkaException(string message, Error error, Exception? inner)
        : this(message, error.Code, inner) => IsTransient = !Clients.ErrorText.IsPermanent(error);

    /// <summary>The error of the client or the broker; <see cref="ErrorCode.NoError"/> if it was none.</summary>
    public ErrorCode Code { get; }

    /// <summary>Whether a message was larger than its topic allows.</summary>
    internal bool IsTooLarge => Code is ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsgSize;

    /// <summary>Whether it may go away by itself, such as brokers that do not answer.</summary>
    public bool IsTransient { get; }
}

/// <summary>
/// Thrown when a consumer would exceed <see cref="EventConsumerOptions.MaxPurgesPerMinute"/>. The handler did not get the event, and its
/// offset is not committed.
/// </summary>
public sealed class PurgeLimitException : EventKafkaException
{
    internal PurgeLimitException(int limit)
        : base(
            $"More than {limit} purge deletes arrived within a minute, so the consumer stopped before handling the next one. If the "
                + "purge is intended, raise MaxPurgesPerMinute and start the consumer again; it continues with that event.",
            ErrorCode.NoError)
    {
    }
}
