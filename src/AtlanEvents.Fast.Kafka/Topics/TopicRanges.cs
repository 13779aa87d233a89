namespace AtlanEvents.Fast.Kafka.Topics;

/// <summary>Asks the brokers which messages to read.</summary>
internal sealed class TopicRanges(IConsumer<Ignore, Ignore> client, TopicReaderOptions options)
{
    private readonly TimeSpan _timeout = options.ConnectTimeout;

    /// <summary>The messages to read of each partition.</summary>
    /// <exception cref="KafkaException">The brokers do not answer, or refuse.</exception>
    /// <exception cref="EventKafkaException">The offset of a group does not exist.</exception>
    public PartitionRange[] Find()
    {
        TopicPartition[] partitions = [.. FindPartitions().Order().Select(number => new TopicPartition(options.Topic, number))];

        // The ends are asked for last, since members of the group may commit meanwhile.
        Dictionary<int, long> committed = options.GroupId is null ? [] : FindCommitted(partitions);
        var watermarks = partitions.ToDictionary(
            partition => partition.Partition.Value, partition => client.QueryWatermarkOffsets(partition, _timeout));
        Dictionary<int, long> starts = Resolve(options.From, partitions, watermarks);
        Dictionary<int, long>? ends = options.Until is TopicPosition until ? Resolve(until, partitions, watermarks) : null;
        return [.. partitions.Select(partition => CreateRange(partition.Partition.Value))];

        PartitionRange CreateRange(int number)
        {
            long low = watermarks[number].Low.Value;
            long start = committed.TryGetValue(number, out long offset) ? offset : starts[number];
            if (offset > watermarks[number].High.Value)
                throw BeyondTheEnd(number, offset, watermarks[number].High.Value);

            long end = ends is null ? long.MaxValue : ends[number];

            // The end may be before the low watermark; then nothing of what was asked for was there.
            return new PartitionRange(number, Math.Max(start, low), ends is null ? null : end, Math.Max(0, Math.Min(low, end) - start));
        }
    }

    private EventKafkaException BeyondTheEnd(int partition, long committed, long end) => new(
        $"Group '{options.GroupId}' has committed offset {committed} of partition {partition} of topic '{options.Topic}', which ends at {end}: the "
        + "topic was created again, or has lost messages. Set the offsets of the group to where it should continue.",
        ErrorCode.OffsetOutOfRange);

    private IEnumerable<int> FindPartitions()
    {
        using IAdminClient admin = new DependentAdminClientBuilder(client.Handle).Build();
        TopicMetadata topic = admin.GetMetadata(options.Topic, _timeout).Topics.Single();
        return topic.Error.IsError ? throw new KafkaException(topic.Error) : topic.Partitions.Select(partition => partition.PartitionId);
    }

    private Dictionary<int, long> FindCommitted(TopicPartition[] partitions)
        => client.Committed(partitions, _timeout)
            .Where(committed => committed.Offset.Value >= 0)
            .ToDictionary(committed => committed.Partition.Value, committed => committed.Offset.Value);

    private Dictionary<int, long> Resolve(
        TopicPosition position,
        TopicPartition[] partitions,
        Dictionary<int, WatermarkOffsets> watermarks)
    {
        if (position.Time is DateTimeOffset time)
            return FindTime(time, partitions, watermarks);

        return watermarks.ToDictionary(
            partition => partition.Key,
            partition => position.Offsets is { } offsets
                ? offsets.GetValueOrDefault(partition.Key)
                : (position.Offset == Offset.End ? partition.Value.High : partition.Value.Low).Value);
    }

    private Dictionary<int, long> FindTime(
        DateTimeOffset time,
        TopicPartition[] partitions,
        Dictionary<int, WatermarkOffsets> watermarks)
    {
        var timestamp = new Timestamp(time);
        return client
            .OffsetsForTimes(partitions.Select(partition => new TopicPartitionTimestamp(partition, timestamp)), _timeout)
            .ToDictionary(
                found => found.Partition.Value,
                found => found.Offset.Value >= 0 ? found.Offset.Value : watermarks[found.Partition.Value].High.Value);
    }
}
