using System.Buffers;
using System.Diagnostics;

namespace AtlanEvents.Fast.Buffers;

/// <summary>
/// Pooled memory for bytes that cannot stay where they arrived: lines that straddle two segments, and text that was unescaped.
/// </summary>
/// <remarks>
/// Bytes are appended to one open block at a time. A block that was closed keeps its address until <see cref="Recycle"/>, so
/// spans over it stay valid while later blocks are written; only the open block ever moves.
/// <code>
/// chunk   | closed | closed | open ...      | free            |
///                             ^ _openStart  ^ _end
/// </code>
/// Nothing is allocated once the chunk has grown to what one read needs.
/// </remarks>
internal sealed class Arena : IDisposable
{
    // Small in debug builds, so that every test meets growth.
#if DEBUG
    private const int SmallestChunk = 32;
#else
    private const int SmallestChunk = 16 * 1024;
#endif

    private readonly List<byte[]> _fullChunks = [];
    private byte[] _chunk = [];
    private int _openStart;
    private int _end;

    /// <summary>The number of bytes in the open block.</summary>
    public int OpenLength => _end - _openStart;

    /// <summary>The number of bytes in blocks that were closed since <see cref="Recycle"/>.</summary>
    public long ClosedLength { get; private set; }

    /// <summary>Appends to the open block.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Commit(bytes.Length);
    }

    /// <summary>Room for <paramref name="length"/> bytes at the end of the open block; what was written is then committed.</summary>
    public Span<byte> Reserve(int length)
    {
        if (length > _chunk.Length - _end)
            MoveOpenBlockToLargerChunk(length);

        return _chunk.AsSpan(_end, length);
    }

    /// <summary>Adds the first <paramref name="length"/> reserved bytes to the open block.</summary>
    public void Commit(int length)
    {
        Debug.Assert(length <= _chunk.Length - _end, "More was written than reserved.");
        _end += length;
    }

    /// <summary>Drops the open block.</summary>
    public void Discard() => _end = _openStart;

    /// <summary>Ends the open block and returns it; the next append opens another.</summary>
    public ReadOnlySpan<byte> Close()
    {
        ReadOnlySpan<byte> block = _chunk.AsSpan(_openStart, OpenLength);
        ClosedLength += OpenLength;
        _openStart = _end;
        return block;
    }

    /// <summary>Forgets every closed block, so that its memory is used again. The open block is kept.</summary>
    public void Recycle()
    {
        // A block that is open over many reads moves to the front once and then stays: linear time for a line of any length.
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

    /// <summary>Gives all memory back to the pool.</summary>
    public void Dispose()
    {
        ReturnFullChunks();
        if (_chunk.Length > 0)
            ArrayPool<byte>.Shared.Return(_chunk);

        _chunk = [];
        _openStart = _end = 0;
        ClosedLength = 0;
    }

    private void MoveOpenBlockToLargerChunk(int room)
    {
        // At least twice as much each time, so that appending is amortised constant time per byte, and that all the blocks of one read
        // come to fit into one chunk.
        long wanted = Math.Max(SmallestChunk, Math.Max(2L * _chunk.Length, (long)OpenLength + room));
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, Array.MaxLength));
        int length = OpenLength;
        _chunk.AsSpan(_openStart, length).CopyTo(larger);

        if (_openStart > 0)
            _fullChunks.Add(_chunk);
        else if (_chunk.Length > 0)
            ArrayPool<byte>.Shared.Return(_chunk);

        (_chunk, _openStart, _end) = (larger, 0, length);
    }

    private void ReturnFullChunks()
    {
        foreach (byte[] chunk in _fullChunks)
            ArrayPool<byte>.Shared.Return(chunk);

        _fullChunks.Clear();
    }
}
