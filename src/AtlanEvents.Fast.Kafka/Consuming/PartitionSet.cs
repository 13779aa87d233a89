using AtlanEvents.Fast.Kafka.Offsets;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>The assigned partitions: their offsets, which are stored for the commits of the client, and their end.</summary>
/// <remarks>Belongs to the thread that polls, except <see cref="Lag"/> and <see cref="Count"/>.</remarks>
internal sealed class PartitionSet(TimeSpan revokeTimeout, ILogger log)
{
    // Few enough to be searched quickly, and few commits.
    private readonly Dictionary<TopicPartition, AssignedPartition> _partitions = [];
    private AssignedPartition? _last;
    private long _lag;
    private int _count;

    /// <summary>The number of messages in the partitions that are not finished, as far as the client knows their ends.</summary>
    public long Lag => Volatile.Read(ref _lag);

    /// <summary>The number of partitions.</summary>
    public int Count => Volatile.Read(ref _count);

    public IReadOnlyCollection<AssignedPartition> All => _partitions.Values;

    /// <summary>Whether no broker could be reached last.</summary>
    public bool AreBrokersDown { get; set; }

    /// <summary>Finds the partition of a message; <see langword="null"/> if it is not assigned.</summary>
    public AssignedPartition? Find(string topic, Partition partition)
    {
        if (_last is { } last && last.TopicPartition.Partition == partition && last.TopicPartition.Topic == topic)
            return last;

        return _partitions.TryGetValue(new TopicPartition(topic, partition), out AssignedPartition? found) ? _last = found : null;
    }

    /// <param name="partitions">The partitions, and the offsets from which they are read unless one is committed.</param>
    public void Add(IReadOnlyCollection<TopicPartitionOffset> partitions)
    {
        foreach (TopicPartitionOffset start in partitions)
        {
            var partition = new AssignedPartition(start.TopicPartition);
            if (start.Offset.Value >= 0)
                partition.Offsets.StartAt(start.Offset.Value);

            _partitions[start.TopicPartition] = partition;
        }

        Volatile.Write(ref _count, _partitions.Count);
        Log.Assigned(log, partitions.Count, string.Join(", ", partitions.Select(partition => partition.TopicPartition)));
    }

    /// <summary>Stores the offsets that have moved, which the client commits in the background and when it closes.</summary>
    /// <returns>Whether any has.</returns>
    public bool StoreOffsets(IConsumer<Ignore, IncomingMessage> client)
    {
        bool hasMoved = false;
        foreach (AssignedPartition partition in _partitions.Values)
            hasMoved |= Store(client, partition);

        return hasMoved;
    }

    /// <summary>Commits the offsets of all partitions now.</summary>
    /// <returns>
    /// <see langword="false"/> if a rebalance prevents it, so that another attempt may succeed; otherwise <see langword="true"/>, even if
    /// the commit failed, which is logged.
    /// </returns>
    public bool TryCommit(IConsumer<Ignore, IncomingMessage> client) => TryCommit(client, _partitions.Values);

    /// <summary>Commits the offset of a partition that went back, which the client does not do in the background.</summary>
    public void CommitAgain(IConsumer<Ignore, IncomingMessage> client, AssignedPartition partition)
    {
        partition.StoredOffset = null;
        Store(client, partition);
        TryCommit(client, [partition]);
    }

    /// <summary>Ends partitions that another consumer gets: waits for what is queued and running, and commits.</summary>
    /// <remarks>
    /// Lanes finish messages in any order. Without the queued ones, what was finished after the first of them would be repeated.
    /// </remarks>
    public void Revoke(IConsumer<Ignore, IncomingMessage> client, IReadOnlyCollection<TopicPartition> partitions)
    {
        AssignedPartition[] revoked = Take(client, partitions);
        bool isAbandoned = revoked.Any(partition => partition.Abandoned.IsCancellationRequested);
        long deadline = isAbandoned ? 0 : Environment.TickCount64 + (long)revokeTimeout.TotalMilliseconds;
        foreach (AssignedPartition partition in revoked)
            partition.WaitUntilSettled(deadline);

        foreach (AssignedPartition partition in revoked)
            partition.Revoke();

        foreach (AssignedPartition partition in revoked)
            End(partition, partition.WaitUntilIdle(deadline));

        // The client commits what is stored when it gives the partitions back; committing here as well shows whether that worked.
        foreach (AssignedPartition partition in revoked)
            Store(client, partition);

        TryCommit(client, revoked);
        Log.Revoked(log, revoked.Length, string.Join(", ", partitions));
    }

    /// <summary>Ends partitions that another consumer may already have: commits nothing.</summary>
    public void Lose(IConsumer<Ignore, IncomingMessage> client, IReadOnlyCollection<TopicPartition> partitions)
    {
        foreach (AssignedPartition partition in Take(client, partitions))
        {
            partition.Revoke();
            End(partition, isIdle: partition.WaitUntilIdle(deadline: 0));
        }

        Log.Lost(log, partitions.Count, string.Join(", ", partitions));
    }

    /// <summary>Cancels all running work.</summary>
    public void Abandon()
    {
        foreach (AssignedPartition partition in _partitions.Values)
            partition.Abandon();
    }

    /// <summary>Updates <see cref="Lag"/> from what the client has fetched.</summary>
    public void UpdateLag(IConsumer<Ignore, IncomingMessage> client)
    {
        long lag = 0;
        foreach (AssignedPartition partition in _partitions.Values)
        {
            long high = client.GetWatermarkOffsets(partition.TopicPartition).High.Value;
            long? next = partition.Offsets.Committable;
            if (high > 0 && next is not null)
                lag += Math.Max(0, high - next.Value);
        }

        Volatile.Write(ref _lag, lag);
    }

    /// <summary>Resumes paused partitions that are taken away. The client would remember the pause if it got them again.</summary>
    private void Resume(IConsumer<Ignore, IncomingMessage> client, TopicPartition[] paused)
    {
        try
        {
            client.Resume(paused);
        }
        catch (KafkaException exception)
        {
            // The client has forgotten them already.
            Log.ClientError(log, exception.Error.Code.ToString(), exception.Error.Reason);
        }
    }

    private bool TryCommit(IConsumer<Ignore, IncomingMessage> client, IReadOnlyCollection<AssignedPartition> partitions)
    {
        TopicPartitionOffset[] offsets =
        [
            .. from partition in partitions
               let offset = partition.Offsets.Committable
               where offset is not null
               select new TopicPartitionOffset(partition.TopicPartition, offset.Value),
        ];

        // Without a broker, a commit blocks until the session ends.
        if (offsets.Length == 0 || AreBrokersDown)
            return true;

        try
        {
            client.Commit(offsets);
            return true;
        }
        catch (KafkaException exception)
        {
            Log.CommitFailed(log, exception.Error.Code.ToString());
            return exception.Error.Code is not (ErrorCode.RebalanceInProgress or ErrorCode.IllegalGeneration);
        }
    }

    private bool Store(IConsumer<Ignore, IncomingMessage> client, AssignedPartition partition)
    {
        if (partition.Offsets.Committable is not long offset || offset == partition.StoredOffset)
            return false;

        try
        {
            client.StoreOffset(new TopicPartitionOffset(partition.TopicPartition, offset));
            partition.StoredOffset = offset;
            return true;
        }
        catch (KafkaException exception)
        {
            // The client has just lost the partition and will say so; until then, the offset stays where it is.
            Log.CommitFailed(log, exception.Error.Code.ToString());
            return false;
        }
    }

    private void End(AssignedPartition partition, bool isIdle)
    {
        if (isIdle)
        {
            partition.Dispose();
            return;
        }

        partition.Abandon();
        Log.Abandoned(log, partition.TopicPartition.Topic, partition.TopicPartition.Partition.Value);
    }

    private AssignedPartition[] Take(IConsumer<Ignore, IncomingMessage> client, IReadOnlyCollection<TopicPartition> partitions)
    {
        IEnumerable<AssignedPartition> paused = _partitions.Values.Where(partition => partition.IsPaused);
        Resume(client, [.. paused.Select(partition => partition.TopicPartition).Intersect(partitions)]);
        var taken = new List<AssignedPartition>();
        foreach (TopicPartition partition in partitions)
        {
            if (_partitions.Remove(partition, out AssignedPartition? found))
                taken.Add(found);
        }

        _last = null;
        Volatile.Write(ref _count, _partitions.Count);
        return [.. taken];
    }
}
