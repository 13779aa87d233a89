using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Cli.Inputs.Zstandard;

namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>Zstandard frames one after the other, made by libzstd or by hand (RFC 8878).</summary>
internal sealed unsafe partial class ZstandardFile
{
    public const int LargestBlock = 128 * 1024;

    // ZSTD_cParameter and ZSTD_EndDirective of zstd.h.
    private const int ChecksumFlag = 201;
    private const int Flush = 1;
    private const int End = 2;

    private readonly List<byte> _bytes = [];
    private readonly List<int> _ends = [0];

    static ZstandardFile() => NativeLibrary.SetDllImportResolver(
        typeof(ZstandardFile).Assembly,
        (name, _, _) => name == ZstandardLibrary.Name ? ZstandardLibrary.Load(ZstandardLibrary.SystemNames) : IntPtr.Zero);

    public byte[] Bytes => [.. _bytes];

    /// <summary>Where no frame is cut: at the start, and behind each.</summary>
    public IReadOnlyList<int> Ends => _ends;

    /// <summary>Adds a frame with a checksum.</summary>
    /// <param name="content">What it decompresses to.</param>
    /// <param name="blockLength">How much of that makes a block.</param>
    public ZstandardFile Add(ReadOnlySpan<byte> content, int blockLength = LargestBlock) => Add(content, blockLength, hasChecksum: true);

    /// <summary>Adds a frame without a checksum.</summary>
    /// <inheritdoc cref="Add(ReadOnlySpan{byte}, int)" path="/param"/>
    public ZstandardFile AddUnchecked(ReadOnlySpan<byte> content, int blockLength = LargestBlock) => Add(content, blockLength, hasChecksum: false);

    /// <summary>Adds a frame that says nothing.</summary>
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
    /// <param name="blocks">How many blocks of 128 KiB.</param>
    /// <param name="windowDescriptor">The size of the window as the header has it: 2 to the power of 10 + its upper five bits, in bytes.</param>
    public ZstandardFile AddRepeated(byte repeated, int blocks, byte windowDescriptor = 7 << 3)
    {
        // No content size, no checksum, no dictionary.
        Append([0x28, 0xB5, 0x2F, 0xFD, 0, windowDescriptor]);
        for (int i = 1; i <= blocks; i++)
        {
            // Three bytes: whether it is the last one, its type (1, "RLE_Block"), its size.
            int header = (LargestBlock << 3) | (1 << 1) | (i == blocks ? 1 : 0);
            Append([(byte)header, (byte)(header >> 8), (byte)(header >> 16), repeated]);
        }

        return EndFrame();
    }

    private ZstandardFile Add(ReadOnlySpan<byte> content, int blockLength, bool hasChecksum)
    {
        IntPtr context = CreateContext();
        _ = SetParameter(context, ChecksumFlag, hasChecksum ? 1 : 0);
        do
        {
            ReadOnlySpan<byte> block = content[..Math.Min(blockLength, content.Length)];
            content = content[block.Length..];
            Compress(context, block, content.IsEmpty ? End : Flush);
        }
        while (!content.IsEmpty);

        _ = FreeContext(context);
        return EndFrame();
    }

    private void Compress(IntPtr context, ReadOnlySpan<byte> content, int directive)
    {
        // More than any content can need.
        byte[] compressed = new byte[content.Length + 1024];
        fixed (byte* from = content, to = compressed)
        {
            var source = new StreamBuffer { Start = from, Length = (nuint)content.Length };
            var target = new StreamBuffer { Start = to, Length = (nuint)compressed.Length };
            Assert.Equal(0u, CompressStream(context, ref target, ref source, directive));
            Append(compressed.AsSpan(0, (int)target.Position));
        }
    }

    private void Append(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    private ZstandardFile EndFrame()
    {
        _ends.Add(_bytes.Count);
        return this;
    }

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_createCCtx")]
    private static partial IntPtr CreateContext();

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_freeCCtx")]
    private static partial nuint FreeContext(IntPtr context);

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_CCtx_setParameter")]
    private static partial nuint SetParameter(IntPtr context, int parameter, int value);

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_compressStream2")]
    private static partial nuint CompressStream(IntPtr context, ref StreamBuffer output, ref StreamBuffer input, int directive);

    private struct StreamBuffer
    {
        public byte* Start;
        public nuint Length;
        public nuint Position;
    }
}
