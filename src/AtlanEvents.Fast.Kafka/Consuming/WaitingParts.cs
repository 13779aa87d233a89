using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Offsets;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>The messages that wait for other parts: where they are, and since when they wait.</summary>
/// <remarks>Belongs to the thread that polls.</remarks>
internal sealed class WaitingParts(TimeProvider time)
{
    // In all. Beyond, a part loses its key and headers, which only its dead letter would have.
    private const long MaxKeyAndHeaderBytes = 64 * 1024 * 1024;

    // Numbers rise, so that the first one is the oldest.
    private readonly SortedDictionary<long, Entry> _entries = [];
    private long _bytes;

    public int Count => _entries.Count;

    /// <summary>Adds a message, which holds the offset of its partition.</summary>
    public void Add(long number, AssignedPartition partition, long offset, byte[]? key, Headers? headers)
    {
        partition.Offsets.SetWaiting(offset);
        var entry = new Entry(partition, offset, key, headers, time.GetTimestamp());
        if (_bytes + entry.Bytes > MaxKeyAndHeaderBytes)
            entry = entry with { Key = null, Headers = null };

        _bytes += entry.Bytes;
        _entries.Add(number, entry);
    }

    /// <summary>Takes out a message that is no longer waiting. Its offset is in flight again.</summary>
    public bool TryTake(SettledPart settled, out EventPart part)
    {
        part = default;
        if (!_entries.Remove(settled.Number, out Entry entry))
            return false;

        _bytes -= entry.Bytes;
        part = new EventPart(entry.Partition, entry.Offset, settled.Value, entry.Key, entry.Headers);
        part.Partition.Offsets.SetInFlight(part.Offset);
        return true;
    }

    /// <summary>The number before which messages have waited for longer than a time; 0 if none has.</summary>
    public long FindExpired(TimeSpan timeout)
    {
        long expired = 0;
        foreach ((long number, Entry entry) in _entries)
        {
            if (time.GetElapsedTime(entry.Since) < timeout)
                break;

            expired = number + 1;
        }

        return expired;
    }

    /// <summary>Whether a message belongs to a partition that was taken away.</summary>
    public bool IsRevoked(long number) => _entries.TryGetValue(number, out Entry entry) && entry.Partition.IsRevoked;

    /// <summary>Removes the messages of partitions that were taken away.</summary>
    public void RemoveRevoked()
    {
        foreach (long number in _entries.Where(entry => entry.Value.Partition.IsRevoked).Select(entry => entry.Key).ToArray())
        {
            _entries.Remove(number, out Entry entry);
            _bytes -= entry.Bytes;
        }
    }

    private readonly record struct Entry(AssignedPartition Partition, long Offset, byte[]? Key, Headers? Headers, long Since)
    {
        public int Bytes => MessageMemory.Of(Key, Headers);
    }
}
