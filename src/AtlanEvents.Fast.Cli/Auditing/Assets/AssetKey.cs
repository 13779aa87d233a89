using System.Buffers.Binary;
using System.Buffers.Text;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>A guid as 16 bytes: a UUID as it is, any other text as a hash of 128 bits.</summary>
internal readonly record struct AssetKey(ulong High, ulong Low)
{
    private const int UuidCharacters = 36;
    private const int Length = 16;

    /// <summary>The key of a guid.</summary>
    /// <param name="guid">UTF-8. UUIDs are the same in upper and lower case.</param>
    /// <param name="isUuid">Whether <see cref="ToUuid"/> gives the guid back.</param>
    public static AssetKey OfGuid(ReadOnlySpan<byte> guid, out bool isUuid)
    {
        Guid uuid = default;
        isUuid = guid.Length == UuidCharacters && Utf8Parser.TryParse(guid, out uuid, out int used, 'D') && used == UuidCharacters;
        return isUuid ? OfUuid(uuid) : OfText(guid, variant: 1);
    }

    /// <summary>The key of an asset whose guid is not known: another one than that of any guid.</summary>
    public static AssetKey OfName(ReadOnlySpan<byte> qualifiedName) => OfText(qualifiedName, variant: 3);

    /// <summary>The UUID that this is the key of.</summary>
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
