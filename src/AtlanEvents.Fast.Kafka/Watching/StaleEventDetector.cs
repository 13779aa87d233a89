using System.Security.Cryptography;

namespace AtlanEvents.Fast.Kafka.Watching;

/// <summary>Remembers the newest <c>eventTime</c> of the assets seen last, and recognises events that are older.</summary>
/// <remarks>
/// Two generations of at most half the assets each: when the current one is full, it replaces the previous one. So the assets seen last
/// are remembered without a list of their order. Belongs to one thread.
/// </remarks>
internal sealed class StaleEventDetector
{
    private const int KeyLength = 16;

    private readonly int _maxGeneration;
    private Dictionary<Guid, long> _current = [];
    private Dictionary<Guid, long> _previous = [];

    /// <param name="maxAssets">The number of assets to remember.</param>
    public StaleEventDetector(int maxAssets) => _maxGeneration = Math.Max(1, maxAssets / 2);

    /// <summary>Records an event.</summary>
    /// <returns>
    /// Whether an event of the same asset with a later time was recorded before. <see langword="false"/> without a guid or a time.
    /// </returns>
    public bool IsStale(in EventView view)
        => view.Guid is { IsPresent: true } guid
            && view.TryGetEventTime(out DateTimeOffset time)
            && IsStale(KeyOf(guid), time.ToUnixTimeMilliseconds());

    /// <inheritdoc cref="IsStale(in EventView)"/>
    public bool IsStale(Guid asset, long time)
    {
        if (_current.TryGetValue(asset, out long newest) || _previous.TryGetValue(asset, out newest))
        {
            if (time < newest)
            {
                Remember(asset, newest);
                return true;
            }
        }

        Remember(asset, time);
        return false;
    }

    private static Guid KeyOf(Utf8Field guid)
    {
        if (guid.TryGetGuid(out Guid key))
            return key;

        // Other strings are rare. A cryptographic hash, so that nobody can construct two with one key.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(guid.Span, hash);
        return new Guid(hash[..KeyLength]);
    }

    private void Remember(Guid asset, long time)
    {
        if (_current.Count >= _maxGeneration && !_current.ContainsKey(asset))
        {
            (_previous, _current) = (_current, _previous);
            _current.Clear();
        }

        _current[asset] = time;
    }
}
