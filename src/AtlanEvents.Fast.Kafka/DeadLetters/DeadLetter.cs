using System.Globalization;
using System.Text;

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

        Add(DeadLetterHeader.Reason, Reason);
        Add(DeadLetterHeader.Topic, Position.Topic);
        Add(DeadLetterHeader.Partition, Position.Partition.Value.ToString(CultureInfo.InvariantCulture));
        Add(DeadLetterHeader.Offset, Position.Offset.Value.ToString(CultureInfo.InvariantCulture));
        Add(DeadLetterHeader.Attempts, Attempts.ToString(CultureInfo.InvariantCulture));
        if (Failure is not null)
            Add(DeadLetterHeader.ExceptionType, Failure.GetType().FullName ?? Failure.GetType().Name);

        return new Message<byte[]?, byte[]> { Key = Key, Value = Value, Headers = headers };

        void Add(string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));
    }
}
