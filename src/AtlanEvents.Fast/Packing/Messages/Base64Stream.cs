using System.Buffers;
using System.Buffers.Text;

namespace AtlanEvents.Fast.Packing.Messages;

/// <summary>
/// Decodes base64 that is in several pieces. The pieces are not joined; up to three characters carry over from one to the next.
/// </summary>
internal sealed class Base64Stream(Base64Text text) : Stream
{
    private readonly byte[] _group = new byte[Base64Text.GroupLength];
    private readonly byte[] _spare = new byte[Base64Text.GroupBytes];
    private int _groupLength;
    private int _spareStart;
    private int _spareLength;
    private int _piece;
    private int _position;
    private long _skipped;

    /// <summary>Whether the stream ended because the rest is not base64.</summary>
    public bool IsInvalid { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int written = 0;
        while (written < buffer.Length && !IsInvalid)
        {
            Span<byte> free = buffer[written..];
            if (_spareLength > 0)
                written += TakeSpare(free);
            else if (_piece == text.Pieces.Length)
                break;
            else
                written += Decode(text.Pieces[_piece].Span[_position..], free);
        }

        return written;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Decode(ReadOnlySpan<byte> piece, Span<byte> free)
    {
        int groups = Math.Min(piece.Length / Base64Text.GroupLength, free.Length / Base64Text.GroupBytes);
        if (_groupLength == 0 && groups > 0)
        {
            int count = groups * Base64Text.GroupLength;
            Skip(count);
            return DecodeGroups(piece[..count], free);
        }

        // A group that straddles pieces, or that does not fit into the buffer.
        int carried = Math.Min(Base64Text.GroupLength - _groupLength, piece.Length);
        piece[..carried].CopyTo(_group.AsSpan(_groupLength));
        _groupLength += carried;
        Skip(carried);
        if (_groupLength == Base64Text.GroupLength)
        {
            _groupLength = 0;
            _spareStart = 0;
            _spareLength = DecodeGroups(_group, _spare);
        }

        return 0;
    }

    private int DecodeGroups(ReadOnlySpan<byte> groups, Span<byte> free)
    {
        OperationStatus status = Base64.DecodeFromUtf8(groups, free, out _, out int written);

        // The decoder skips white space, and accepts padding at the end of each call. Here padding is only allowed at the end of
        // the whole text. Both show as too few bytes.
        int missing = (groups.Length / Base64Text.GroupLength * Base64Text.GroupBytes) - written;
        bool isPadded = _skipped == text.Length && missing < Base64Text.GroupBytes;
        IsInvalid = status != OperationStatus.Done || (missing > 0 && !isPadded);
        return IsInvalid ? 0 : written;
    }

    private void Skip(int count)
    {
        _skipped += count;
        _position += count;
        if (_position == text.Pieces[_piece].Length)
        {
            _piece++;
            _position = 0;
        }
    }

    private int TakeSpare(Span<byte> free)
    {
        int count = Math.Min(_spareLength, free.Length);
        _spare.AsSpan(_spareStart, count).CopyTo(free);
        _spareStart += count;
        _spareLength -= count;
        return count;
    }
}
