namespace AtlanEvents.Fast.Kafka.Topics;

/// <summary>How far the partitions of a topic were read, and the offsets from which another reader can continue.</summary>
internal sealed class ReadPositions(string topic, IReadOnlyList<PartitionRange> ranges)
{
    private readonly Dictionary<int, long> _next = ranges.ToDictionary(range => range.Partition, range => range.Start);
    private readonly Dictionary<int, long> _ends = ranges
        .Where(range => range.End > range.Start)
        .ToDictionary(range => range.Partition, range => range.End!.Value);

    // Messages that wait for other parts, by number.
    private readonly SortedDictionary<long, WaitingPart> _waiting = [];

    // Their offsets, by partition, because every committed batch asks for the first ones.
    private readonly Dictionary<int, SortedSet<long>> _waitingOffsets =
        ranges.ToDictionary(range => range.Partition, _ => new SortedSet<long>());

    // Partitions of which nothing follows, as far as is known.
    private readonly HashSet<int> _atEnd = [];

    /// <summary>Whether everything was read that the partitions have.</summary>
    public bool IsAtEnd => _ends.Count == 0 && ranges.All(range => range.End is not null || _atEnd.Contains(range.Partition));

    /// <summary>Whether a partition has an end that was not reached.</summary>
    public bool HasUnread => _ends.Count > 0;

    /// <summary>
    /// The offsets after the last messages, or of the first one that waits for other parts. If nothing of a partition was read, that at which
    /// reading starts.
    /// </summary>
    public TopicPartitionOffset[] Resume =>
    [
        .. _next.Select(next => new TopicPartitionOffset(
            topic,
            next.Key,
            _waitingOffsets[next.Key] is { Count: > 0 } waiting ? Math.Min(waiting.Min, next.Value) : next.Value)),
    ];

    /// <summary>Whether a message is before the end of its partition.</summary>
    public bool IsWanted(int partition, long offset) => !_ends.TryGetValue(partition, out long end) || offset < end;

    /// <summary>Records that everything before an offset was read.</summary>
    /// <returns>Whether the end of the partition is reached.</returns>
    public bool Advance(int partition, long next)
    {
        _next[partition] = next;
        _atEnd.Remove(partition);
        return ReachesEnd(partition, next);
    }

    /// <summary>Records that a partition has nothing before an offset that was not returned.</summary>
    /// <returns>Whether the end of the partition is reached.</returns>
    public bool ReachesEnd(int partition, long next)
        => _ends.TryGetValue(partition, out long end) && next >= end && _ends.Remove(partition);

    /// <summary>Records that the partition has no further message yet.</summary>
    public void SetAtEnd(int partition) => _atEnd.Add(partition);

    /// <param name="number">The number of a message that waits for other parts.</param>
    /// <param name="partition">Its partition.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="written">When it was written.</param>
    public void AddWaiting(long number, int partition, long offset, DateTimeOffset written)
    {
        _waiting.Add(number, new WaitingPart(partition, offset, written));
        _waitingOffsets[partition].Add(offset);
    }

    public void RemoveWaiting(long number)
    {
        if (_waiting.Remove(number, out WaitingPart part))
            _waitingOffsets[part.Partition].Remove(part.Offset);
    }

    /// <summary>The place of a message that waits for other parts.</summary>
    public TopicPartitionOffset? FindWaiting(long number)
        => _waiting.TryGetValue(number, out WaitingPart part) ? new(topic, part.Partition, part.Offset) : null;

    /// <summary>The number of the first message that waits and was written at or after a time.</summary>
    /// <returns><see cref="long.MaxValue"/> if there is none.</returns>
    public long FindWaitingSince(DateTimeOffset time)
        => _waiting.Where(part => part.Value.Written >= time).Select(part => part.Key).DefaultIfEmpty(long.MaxValue).First();

    private readonly record struct WaitingPart(int Partition, long Offset, DateTimeOffset Written);
}
