using System.Buffers.Binary;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>An asset and the time of a request, which an update and the create that it accompanies share.</summary>
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

    /// <summary>Creates a key. Requires a guid that is a UUID, as those of all stored assets are.</summary>
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

    // HashCode is seeded per process, so an attacker cannot prepare colliding guids.
    public override int GetHashCode() => HashCode.Combine(_eventTime, _high, _low);
}
