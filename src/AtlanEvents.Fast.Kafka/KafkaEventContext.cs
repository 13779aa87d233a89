namespace AtlanEvents.Fast.Kafka;

/// <summary>The delivery of an event that was consumed from Kafka.</summary>
public sealed class KafkaEventContext : EventContext
{
    private EventDelivery _delivery;
    private ReadOnlyMemory<byte> _line;

    internal KafkaEventContext(TopicPartitionOffset position)
    {
        Topic = position.Topic;
        Partition = position.Partition;
        Offset = position.Offset;
    }

    /// <inheritdoc/>
    public override EventDelivery Delivery => _delivery;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Line => _line;

    /// <summary>The topic of the message.</summary>
    public string Topic { get; }

    /// <summary>The partition of the message.</summary>
    public int Partition { get; }

    /// <summary>The offset of the message; of a split message, that of the part that completed it.</summary>
    public long Offset { get; }

    internal void Start(EventDelivery delivery, ReadOnlyMemory<byte> line)
    {
        _delivery = delivery;
        _line = line;
    }

    internal void Release() => _line = default;
}
