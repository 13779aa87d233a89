namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>Where reading starts in partitions that are assigned.</summary>
internal static class StartPositions
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Finds the end of the partitions for which the group has committed nothing. It must be committed even if nothing is read, or the next
    /// consumer would start at a later end, and what came in between would be lost.
    /// </summary>
    /// <param name="client">The client to which they are assigned.</param>
    /// <param name="partitions">The partitions.</param>
    /// <returns>All partitions. Those with a committed offset have <see cref="Offset.Unset"/>.</returns>
    /// <exception cref="KafkaException">The brokers do not answer, or refuse.</exception>
    public static TopicPartitionOffset[] FindLatest(IConsumer<Ignore, IncomingMessage> client, List<TopicPartition> partitions)
        => [.. client.Committed(partitions, s_timeout).Select(committed => new TopicPartitionOffset(
            committed.TopicPartition,
            committed.Offset.Value >= 0 ? Offset.Unset : client.QueryWatermarkOffsets(committed.TopicPartition, s_timeout).High))];
}
