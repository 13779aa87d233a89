using System.Buffers;
using System.Buffers.Binary;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>Builds Zstandard files (RFC 8878) frame by frame, compressed or hand-made.</summary>
internal sealed class ZstandardFile
{
    public const int MaxBlockLength = 128 * 1024;

    private readonly List<byte> _bytes = [];
    private readonly List<int> _ends = [0];

    public byte[] Bytes => [.. _bytes];

    /// <summary>The offsets at which no frame is truncated: the start, and the end of each frame.</summary>
    public IReadOnlyList<int> Ends => _ends;

    /// <summary>Adds a frame with a checksum.</summary>
    /// <param name="content">The decompressed content.</param>
    /// <param name="blockLength">The decompressed length of a block.</param>
    public ZstandardFile Add(ReadOnlySpan<byte> content, int blockLength = MaxBlockLength) => Add(content, blockLength, hasChecksum: true);

    /// <summary>Adds a frame without a checksum.</summary>
    /// <inheritdoc cref="Add(ReadOnlySpan{byte}, int)" path="/param"/>
    public ZstandardFile AddUnchecked(ReadOnlySpan<byte> content, int blockLength = MaxBlockLength)
        => Add(content, blockLength, hasChecksum: false);

    /// <summary>Adds a skippable frame.</summary>
    public ZstandardFile AddSkippable(byte[] content, int variant = 0)
    {
        Append([(byte)(0x50 + variant), 0x2A, 0x4D, 0x18]);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        Append(length);
        Append(content);
        return EndFrame();
    }

    /// <summary>Adds a frame of blocks that repeat one byte.</summary>
    /// <param name="repeated">The byte.</param>
    /// <param name="blocks">The number of blocks, of 128 KiB each.</param>
    /// <param name="windowDescriptor">The window size as in the frame header: 2 to the power of 10 + its upper five bits, in bytes.</param>
    public ZstandardFile AddRepeated(byte repeated, int blocks, byte windowDescriptor = 7 << 3)
    {
        // No content size, no checksum, no dictionary.
        Append([0x28, 0xB5, 0x2F, 0xFD, 0, windowDescriptor]);
        for (int i = 1; i <= blocks; i++)
        {
            // Three bytes: whether it is the last block, its type (1, "RLE_Block"), its size.
            int header = (MaxBlockLength << 3) | (1 << 1) | (i == blocks ? 1 : 0);
            Append([(byte)header, (byte)(header >> 8), (byte)(header >> 16), repeated]);
        }

        return EndFrame();
    }

    private ZstandardFile Add(ReadOnlySpan<byte> content, int blockLength, bool hasChecksum)
    {
        using var compressor = new Compressor();
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, hasChecksum ? 1 : 0);
        do
        {
            ReadOnlySpan<byte> block = content[..Math.Min(blockLength, content.Length)];
            content = content[block.Length..];

            // Large enough for any content.
            byte[] compressed = new byte[block.Length + 1024];
            Assert.Equal(
                OperationStatus.Done, compressor.WrapStream(block, compressed, out int consumed, out int written, content.IsEmpty));
            Assert.Equal(block.Length, consumed);
            Append(compressed.AsSpan(0, written));
            if (!content.IsEmpty)
            {
                Assert.Equal(OperationStatus.Done, compressor.FlushStream(compressed, out written));
                Append(compressed.AsSpan(0, written));
            }
        }
        while (!content.IsEmpty);

        return EndFrame();
    }

    private void Append(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    private ZstandardFile EndFrame()
    {
        _ends.Add(_bytes.Count);
        return this;
    }
}
