using System.Buffers.Binary;
using System.IO.Compression;

namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>The optional parts of a gzip header (RFC 1952, section 2.3.1), with the bits of FLG.</summary>
[Flags]
internal enum GzipHeader
{
    None = 0,
    Checksum = 2,
    Extra = 4,
    Name = 8,
    Comment = 16,
}

/// <summary>The purpose of a byte in a gzip member (RFC 1952, section 2.3).</summary>
internal enum GzipPart
{
    Magic,
    Method,
    Flags,
    Time,
    ExtraFlags,
    OperatingSystem,
    ExtraLength,
    Extra,
    Name,
    NameEnd,
    Comment,
    CommentEnd,
    HeaderChecksum,
    Data,
    LastData,
    Checksum,
    Length,
}

/// <summary>Gzip members written by hand, with a label for every byte.</summary>
internal sealed class GzipFile
{
    private readonly List<byte> _bytes = [];
    private readonly List<GzipPart> _parts = [];

    public byte[] Bytes => [.. _bytes];

    public IReadOnlyList<GzipPart> Parts => _parts;

    /// <summary>Adds a member.</summary>
    /// <param name="content">The decompressed content.</param>
    /// <param name="header">The optional parts of its header.</param>
    /// <param name="level">The compression level.</param>
    public GzipFile Add(byte[] content, GzipHeader header = GzipHeader.None, CompressionLevel level = CompressionLevel.Optimal)
    {
        int start = _bytes.Count;
        Add(GzipPart.Magic, 0x1F, 0x8B);
        Add(GzipPart.Method, 8);
        Add(GzipPart.Flags, (byte)header);
        Add(GzipPart.Time, 0x5A, 0x5A, 0x5A, 0x5A);
        Add(GzipPart.ExtraFlags, 2);
        Add(GzipPart.OperatingSystem, 3);
        if (header.HasFlag(GzipHeader.Extra))
        {
            Add(GzipPart.ExtraLength, 8, 0);
            Add(GzipPart.Extra, [(byte)'A', (byte)'P', 4, 0, 1, 2, 3, 4]);
        }

        // Letters that differ from the terminating zero in more than one bit.
        if (header.HasFlag(GzipHeader.Name))
            AddText(GzipPart.Name, GzipPart.NameEnd, "events.ndjson"u8);

        if (header.HasFlag(GzipHeader.Comment))
            AddText(GzipPart.Comment, GzipPart.CommentEnd, "a-comment"u8);

        if (header.HasFlag(GzipHeader.Checksum))
        {
            byte[] checksum = Checksum([.. _bytes.Skip(start)]);
            Add(GzipPart.HeaderChecksum, checksum[0], checksum[1]);
        }

        byte[] data = Deflate(content, level);
        Add(GzipPart.Data, data[..^1]);
        Add(GzipPart.LastData, data[^1]);
        Add(GzipPart.Checksum, Checksum(content));
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        Add(GzipPart.Length, length);
        return this;
    }

    private static byte[] Deflate(byte[] content, CompressionLevel level)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, level, leaveOpen: true))
            deflate.Write(content);

        // DeflateStream writes nothing for empty content; gzip needs an empty block.
        return compressed.Length == 0 ? [3, 0] : compressed.ToArray();
    }

    // CRC-32 (RFC 1952, section 8), bit by bit, lowest byte first.
    private static byte[] Checksum(byte[] content)
    {
        uint remainder = uint.MaxValue;
        foreach (byte b in content)
        {
            remainder ^= b;
            for (int bit = 0; bit < 8; bit++)
                remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB88320);
        }

        byte[] checksum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, ~remainder);
        return checksum;
    }

    private void AddText(GzipPart part, GzipPart end, ReadOnlySpan<byte> text)
    {
        Add(part, text.ToArray());
        Add(end, 0);
    }

    private void Add(GzipPart part, params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        _parts.AddRange(Enumerable.Repeat(part, bytes.Length));
    }
}
