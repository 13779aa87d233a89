using System.Buffers.Binary;
using System.Buffers.Text;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>A guid in 16 bytes: the value of a UUID, or a 128-bit hash of any other text.</summary>
internal readonly record struct AssetKey(ulong High, ulong Low)
{
    private const int UuidCharacters = 36;
    private const int Length = 16;

    /// <summary>The key of a guid.</summary>
    /// <param name="guid">UTF-8. The case of UUIDs does not matter.</param>
    /// <param name="isUuid">Whether <see cref="ToUuid"/> restores the guid.</param>
    public static AssetKey OfGuid(ReadOnlySpan<byte> guid, out bool isUuid)
    {
        Guid uuid = default;
        isUuid = guid.Length == UuidCharacters && Utf8Parser.TryParse(guid, out uuid, out int used, 'D') && used == UuidCharacters;
        return isUuid ? OfUuid(uuid) : OfText(guid, variant: 1);
    }

    /// <summary>The key of an asset without a guid. It differs from the key of every guid.</summary>
    public static AssetKey OfName(ReadOnlySpan<byte> qualifiedName) => OfText(qualifiedName, variant: 3);

    /// <summary>Converts the key of a UUID back to the UUID.</summary>
    public string ToUuid()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], Low);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static AssetKey OfUuid(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[Length];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return new AssetKey(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));
    }

    private static AssetKey OfText(ReadOnlySpan<byte> text, byte variant)
        => new(SeededHash.Of(text, variant), SeededHash.Of(text, (byte)(variant + 1)));
}
