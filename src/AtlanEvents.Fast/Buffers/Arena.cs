using System.Buffers;
using System.Diagnostics;

namespace AtlanEvents.Fast.Buffers;

/// <summary>Append-only pooled memory for bytes that cannot stay in the input: stitched lines, unescaped text, unpacked messages.</summary>
/// <remarks>
/// Bytes are appended to one open block. A closed block keeps its address until <see cref="Recycle"/>, so spans over it stay
/// valid while later blocks are written. Only the open block ever moves.
/// <code>
/// chunk   | closed | closed | open ...      | free            |
///                             ^ _openStart  ^ _end
/// </code>
/// Nothing is allocated once the chunk has grown to the size that one read needs.
/// </remarks>
internal sealed class Arena : IDisposable
{
    // Small in debug builds, so that every test meets growth.
#if DEBUG
    private const int MinChunkSize = 32;
#else
    private const int MinChunkSize = 16 * 1024;
#endif

    private readonly List<byte[]> _fullChunks = [];
    private byte[] _chunk = [];
    private int _openStart;
    private int _end;

    /// <summary>The number of bytes in the open block.</summary>
    public int OpenLength => _end - _openStart;

    /// <summary>The number of bytes in closed blocks since the last <see cref="Recycle"/>.</summary>
    public long ClosedLength { get; private set; }

    /// <summary>The bytes of memory that <see cref="Recycle"/> keeps.</summary>
    public int RetainedBytes => _chunk.Length;

    /// <summary>Appends to the open block.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Commit(bytes.Length);
    }

    /// <summary>Returns <paramref name="length"/> writable bytes at the end of the open block. <see cref="Commit"/> appends them.</summary>
    public Span<byte> Reserve(int length)
    {
        if (length > _chunk.Length - _end)
            MoveOpenBlockToLargerChunk(length);

        return _chunk.AsSpan(_end, length);
    }

    /// <summary>Appends the first <paramref name="length"/> reserved bytes to the open block.</summary>
    public void Commit(int length)
    {
        Debug.Assert(length <= _chunk.Length - _end, "Requires reserved memory.");
        _end += length;
    }

    /// <summary>Discards the open block.</summary>
    public void Discard() => _end = _openStart;

    /// <summary>Closes the open block and returns it. The next append opens another.</summary>
    public ReadOnlySpan<byte> Close()
    {
        ReadOnlySpan<byte> block = _chunk.AsSpan(_openStart, OpenLength);
        ClosedLength += OpenLength;
        _openStart = _end;
        return block;
    }

    /// <summary>Invalidates all closed blocks and reuses their memory. The open block is kept.</summary>
    public void Recycle()
    {
        // A block that stays open over many reads moves to the front once, so a line of any length takes linear time.
        if (_openStart > 0)
        {
            _chunk.AsSpan(_openStart, OpenLength).CopyTo(_chunk);
            _end = OpenLength;
            _openStart = 0;
        }

        ClosedLength = 0;
        if (_fullChunks.Count > 0)
            ReturnFullChunks();
    }

    /// <summary>Returns all memory to the pool. The arena can be used again.</summary>
    public void Dispose()
    {
        ReturnFullChunks();
        if (_chunk.Length > 0)
            ArrayPool<byte>.Shared.Return(_chunk);

        _chunk = [];
        _openStart = _end = 0;
        ClosedLength = 0;
    }

    private void MoveOpenBlockToLargerChunk(int length)
    {
        // Doubling makes appending amortised constant time per byte, and soon all blocks of one read fit into one chunk.
        long wanted = Math.Max(MinChunkSize, Math.Max(2L * _chunk.Length, (long)OpenLength + length));
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, Array.MaxLength));
        int openLength = OpenLength;
        _chunk.AsSpan(_openStart, openLength).CopyTo(larger);

        if (_openStart > 0)
            _fullChunks.Add(_chunk);
        else if (_chunk.Length > 0)
            ArrayPool<byte>.Shared.Return(_chunk);

        (_chunk, _openStart, _end) = (larger, 0, openLength);
    }

    private void ReturnFullChunks()
    {
        foreach (byte[] chunk in _fullChunks)
            ArrayPool<byte>.Shared.Return(chunk);

        _fullChunks.Clear();
    }
}
