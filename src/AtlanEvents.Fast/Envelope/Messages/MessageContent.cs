using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using AtlanEvents.Fast.Buffers;

namespace AtlanEvents.Fast.Envelope.Messages;

/// <summary>Decodes what a message holds: base64, with gzip (RFC 1952) below it or not.</summary>
/// <remarks>
/// How long the content is, is known before: from the number of characters, or from the last four bytes of gzip. So it is decoded once, into
/// memory of its size, and what turns out longer or shorter was damaged or cut; <see cref="GZipStream"/> itself takes a cut input for a
/// whole one unless the process says otherwise. One gzip member is expected, as Atlas writes it.
/// </remarks>
internal static class MessageContent
{
    // Header and trailer, around no data at all.
    private const int SmallestGzip = 18;

    // "The limit comes from the fact that one length/distance pair can represent at most 258 output bytes" (zlib's technical details).
    private const long LargestRatio = 1_032;

    /// <summary>Decodes a message.</summary>
    /// <param name="text">All of its text.</param>
    /// <param name="kind">How it is compressed.</param>
    /// <param name="maxBytes">How long the content may be.</param>
    /// <param name="output">Gets the content, in its open block.</param>
    /// <returns><see cref="LineFaultReason.None"/>, or what is wrong; then the block is as it was.</returns>
    public static LineFaultReason Decode(Base64Text text, CompressionKind kind, int maxBytes, Arena output)
    {
        if (!text.TryGetDecodedLength(out long length))
            return LineFaultReason.InvalidBase64;

        using var decoded = new Base64Stream(text);
        if (kind == CompressionKind.None)
            return length > maxBytes ? LineFaultReason.MessageTooLarge : Read(decoded, decoded, (int)length, output);

        uint contentLength = ContentLengthOf(text);
        if (length < SmallestGzip || contentLength > length * LargestRatio)
            return LineFaultReason.InvalidGzip;

        if (contentLength > maxBytes)
            return LineFaultReason.MessageTooLarge;

        using var decompressed = new GZipStream(decoded, CompressionMode.Decompress);
        return Read(decompressed, decoded, (int)contentLength, output);
    }

    private static LineFaultReason Read(Stream content, Base64Stream decoded, int length, Arena output)
    {
        Span<byte> room = output.Reserve(length);
        bool isWhole;
        try
        {
            isWhole = content.ReadAtLeast(room, length, throwOnEndOfStream: false) == length && content.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            isWhole = false;
        }

        if (decoded.IsInvalid)
            return LineFaultReason.InvalidBase64;

        if (!isWhole)
            return LineFaultReason.InvalidGzip;

        output.Commit(length);
        return LineFaultReason.None;
    }

    /// <summary>ISIZE, the last four bytes of gzip: the length of the content modulo 2^32. 0 if they are no base64.</summary>
    private static uint ContentLengthOf(Base64Text text)
    {
        const int Groups = 2;
        Span<byte> end = stackalloc byte[Groups * Base64Text.GroupLength];
        end = text.CopyEnd(end);
        Span<byte> bytes = stackalloc byte[Groups * Base64Text.GroupBytes];
        Base64.DecodeFromUtf8(end, bytes, out _, out int written);
        return written < sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(written - sizeof(uint))..written]);
    }
}
