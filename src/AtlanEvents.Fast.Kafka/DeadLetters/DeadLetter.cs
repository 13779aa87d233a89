using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Kafka.Offsets;

namespace AtlanEvents.Fast.Kafka.DeadLetters;

/// <summary>A message that cannot be handled.</summary>
/// <param name="Reason">Why, such as <c>InvalidJson</c> or <c>HandlerFailed</c>.</param>
/// <param name="Position">Where the message is.</param>
/// <param name="Attempts">The number of times that a handler was called.</param>
/// <param name="Failure">The exception of the last call.</param>
/// <param name="Key">The key of the message.</param>
/// <param name="Value">The bytes of the message.</param>
/// <param name="Headers">The headers of the message, if they were read.</param>
internal sealed record DeadLetter(
    string Reason,
    TopicPartitionOffset Position,
    int Attempts,
    Exception? Failure,
    byte[]? Key,
    byte[] Value,
    Headers? Headers)
{
    /// <summary>The reason of events that the handler did not accept.</summary>
    public const string HandlerFailed = "HandlerFailed";

    /// <summary>The reason of parts that are larger than the parts topic allows.</summary>
    public const string PartTooLarge = "PartTooLarge";

    /// <summary>Creates the dead letter of a message that no handler got.</summary>
    public static DeadLetter Of(EventPart part, string reason) => Of(part, reason, attempts: 0, failure: null);

    /// <summary>Creates the dead letter of a message.</summary>
    public static DeadLetter Of(EventPart part, string reason, int attempts, Exception? failure)
        => new(reason, new(part.Partition.TopicPartition, part.Offset), attempts, failure, part.Key, part.Value, part.Headers);

    /// <summary>Creates the record for the dead-letter topic: key, value and headers of the message, and others that explain it.</summary>
    public Message<byte[]?, byte[]> ToRecord()
    {
        var headers = new Headers();
        foreach (IHeader header in Headers ?? [])
        {
            // A dead letter that was sent again gets new ones, and a sender cannot forge them.
            if (!header.Key.StartsWith(DeadLetterHeader.Prefix, StringComparison.Ordinal))
                headers.Add(header.Key, header.GetValueBytes());
        }

        Explain(headers);
        return new Message<byte[]?, byte[]> { Key = Key, Value = Value, Headers = headers };
    }

    /// <summary>Creates a record that only says where the message is and what happened to it.</summary>
    public Message<byte[]?, byte[]> ToRecordWithoutContent()
    {
        var headers = new Headers();
        Explain(headers);
        Add(headers, DeadLetterHeader.OmittedBytes, Value.Length);
        return new Message<byte[]?, byte[]> { Key = null, Value = [], Headers = headers };
    }

    private void Explain(Headers headers)
    {
        Add(headers, DeadLetterHeader.Reason, Reason);
        Add(headers, DeadLetterHeader.Topic, Position.Topic);
        Add(headers, DeadLetterHeader.Partition, Position.Partition.Value);
        Add(headers, DeadLetterHeader.Offset, Position.Offset.Value);
        Add(headers, DeadLetterHeader.Attempts, Attempts);
        if (Failure is not null)
            Add(headers, DeadLetterHeader.ExceptionType, Failure.GetType().FullName ?? Failure.GetType().Name);
    }

    private static void Add(Headers headers, string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));

    private static void Add(Headers headers, string name, long value) => Add(headers, name, value.ToString(CultureInfo.InvariantCulture));
}
