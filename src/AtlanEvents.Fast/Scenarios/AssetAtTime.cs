using System.Buffers.Binary;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>An asset at the time of a request: what an update and the create that it came with have in common.</summary>
internal readonly struct AssetAtTime : IEquatable<AssetAtTime>
{
    private readonly long _eventTime;
    private readonly ulong _high;
    private readonly ulong _low;

    private AssetAtTime(long eventTime, Guid guid)
    {
        const int Bytes = 16;
        Span<byte> bytes = stackalloc byte[Bytes];
        guid.TryWriteBytes(bytes);
        _eventTime = eventTime;
        _high = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        _low = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(Bytes / 2)..]);
    }

    /// <summary>Only of guids that are UUIDs, as those of all assets are that a server has stored.</summary>
    public static bool TryCreate(long eventTime, ReadOnlySpan<byte> guid, out AssetAtTime asset)
    {
        if (!new Utf8Field(guid).TryGetGuid(out Guid value))
        {
            asset = default;
            return false;
        }

        asset = new AssetAtTime(eventTime, value);
        return true;
    }

    public bool Equals(AssetAtTime other) => _eventTime == other._eventTime && _high == other._high && _low == other._low;

    public override bool Equals(object? obj) => obj is AssetAtTime other && Equals(other);

    // Seeded per process, so that nobody can prepare guids that collide.
    public override int GetHashCode() => HashCode.Combine(_eventTime, _high, _low);
}
