namespace AtlanEvents.Fast.Kafka.Watching;

/// <summary>Counts purge deletes within the last minute.</summary>
/// <remarks>Belongs to one thread.</remarks>
internal sealed class PurgeLimit(int maxPerMinute, TimeProvider time)
{
    private readonly long _window = time.TimestampFrequency * 60;
    private readonly Queue<long> _times = new();

    /// <summary>Counts a purge, if the limit allows it.</summary>
    public bool TryAdd()
    {
        long now = time.GetTimestamp();
        while (_times.TryPeek(out long oldest) && now - oldest >= _window)
            _times.Dequeue();

        if (_times.Count >= maxPerMinute)
            return false;

        _times.Enqueue(now);
        return true;
    }
}
