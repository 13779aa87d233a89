using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using AtlanEvents.Fast.Buffers;

namespace AtlanEvents.Fast.Packing.Messages;

/// <summary>Decodes the content of a message: base64, of gzip (RFC 1952) or of plain JSON.</summary>
/// <remarks>
/// The length of the content is known in advance, from the number of characters or the last four bytes of the gzip. So it is
/// decoded once, into memory of that size, and content of another length is damaged or truncated. That check is needed because
/// <see cref="GZipStream"/> accepts truncated input by default. One gzip member is expected, as Atlas writes it.
/// </remarks>
internal static class MessageContent
{
    // Header and trailer without data.
    private const int MinGzipLength = 18;

    // "The limit comes from the fact that one length/distance pair can represent at most 258 output bytes" (zlib's technical details).
    private const long MaxCompressionRatio = 1_032;

    /// <summary>Decodes a message.</summary>
    /// <param name="text">The text of all parts.</param>
    /// <param name="kind">The compression.</param>
    /// <param name="maxBytes">The maximum length of the content in bytes.</param>
    /// <param name="output">Receives the content in its open block.</param>
    /// <returns><see cref="LineFaultReason.None"/>, or the fault; then the open block is unchanged.</returns>
    public static LineFaultReason Decode(Base64Text text, CompressionKind kind, int maxBytes, Arena output)
    {
        if (!text.TryGetDecodedLength(out long length))
            return LineFaultReason.InvalidBase64;

        using var decoded = new Base64Stream(text);
        if (kind == CompressionKind.None)
            return length > maxBytes ? LineFaultReason.MessageTooLarge : Read(decoded, decoded, (int)length, output);

        uint contentLength = ReadContentLength(text);
        if (length < MinGzipLength || contentLength > length * MaxCompressionRatio)
            return LineFaultReason.InvalidGzip;

        if (contentLength > maxBytes)
            return LineFaultReason.MessageTooLarge;

        using var decompressed = new GZipStream(decoded, CompressionMode.Decompress);
        return Read(decompressed, decoded, (int)contentLength, output);
    }

    private static LineFaultReason Read(Stream content, Base64Stream decoded, int length, Arena output)
    {
        Span<byte> buffer = output.Reserve(length);
        bool isWhole;
        try
        {
            isWhole = content.ReadAtLeast(buffer, length, throwOnEndOfStream: false) == length && content.ReadByte() < 0;
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

    /// <summary>
    /// Reads ISIZE, the last four bytes of gzip: the length of the content modulo 2^32. Returns 0 if they are not base64.
    /// </summary>
    private static uint ReadContentLength(Base64Text text)
    {
        const int Groups = 2;
        Span<byte> end = stackalloc byte[Groups * Base64Text.GroupLength];
        end = text.CopyEnd(end);
        Span<byte> bytes = stackalloc byte[Groups * Base64Text.GroupBytes];
        Base64.DecodeFromUtf8(end, bytes, out _, out int written);
        return written < sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(written - sizeof(uint))..written]);
    }
}
