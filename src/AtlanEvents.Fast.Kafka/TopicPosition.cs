namespace AtlanEvents.Fast.Kafka;

/// <summary>A position in all partitions of a topic.</summary>
public readonly record struct TopicPosition
{
    private TopicPosition(Offset offset, DateTimeOffset? time, IReadOnlyDictionary<int, long>? offsets)
        => (Offset, Time, Offsets) = (offset, time, offsets);

    /// <summary>The oldest message of each partition.</summary>
    public static TopicPosition Beginning { get; } = new(Offset.Beginning, time: null, offsets: null);

    /// <summary>The end of each partition when the reader opens the topic.</summary>
    public static TopicPosition End { get; } = new(Offset.End, time: null, offsets: null);

    internal Offset Offset { get; }

    internal DateTimeOffset? Time { get; }

    internal IReadOnlyDictionary<int, long>? Offsets { get; }

    /// <summary>The first message of each partition that is not older than a time; the end if there is none.</summary>
    /// <param name="time">The time, which is compared with the timestamps of messages.</param>
    public static TopicPosition At(DateTimeOffset time) => new(default, time, offsets: null);

    /// <summary>An offset in each partition. For one that is missing it is 0, so that as an end nothing of it is read.</summary>
    /// <param name="offsets">The offsets by partition.</param>
    public static TopicPosition At(IReadOnlyDictionary<int, long> offsets)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        return new TopicPosition(default, time: null, offsets);
    }
}

/// <summary>The messages of a partition that a <see cref="TopicReader"/> reads.</summary>
/// <param name="Partition">The number of the partition.</param>
/// <param name="Start">The offset of the first message.</param>
/// <param name="End">The offset after the last message; null if the partition is followed.</param>
/// <param name="Deleted">
/// The number of offsets between the requested start and the oldest message: the retention deleted them.
/// </param>
public readonly record struct PartitionRange(int Partition, long Start, long? End, long Deleted);

/// <summary>What <see cref="TopicReader.Read"/> returned.</summary>
public enum TopicReadStatus
{
    /// <summary>An event.</summary>
    Event,

    /// <summary>A message that is not an event: rejected, not routable, blank, or a part that waits for others.</summary>
    OtherMessage,

    /// <summary>No message arrived in time.</summary>
    Waiting,

    /// <summary>All messages up to the end were read.</summary>
    EndOfTopic,
}
