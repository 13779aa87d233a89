using AtlanEvents.Fast.Kafka.Clients;

namespace AtlanEvents.Fast.Kafka.Offsets;

/// <summary>A message, or a part of one, whose offset is complete when its event is.</summary>
/// <param name="Partition">The partition of the message.</param>
/// <param name="Offset">The offset of the message.</param>
/// <param name="Value">The bytes of the message.</param>
/// <param name="Key">The key of the message.</param>
/// <param name="Headers">The headers of the message, if they were read.</param>
internal readonly record struct EventPart(AssignedPartition Partition, long Offset, byte[] Value, byte[]? Key, Headers? Headers)
{
    /// <summary>The memory in bytes that the message takes.</summary>
    public int Bytes => Value.Length + MessageMemory.Of(Key, Headers);
}
