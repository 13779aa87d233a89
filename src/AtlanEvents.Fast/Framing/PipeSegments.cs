using System.Buffers;
using System.IO.Pipelines;

namespace AtlanEvents.Fast.Framing;

/// <summary>The bytes that a pipe lends until the next read, segment by segment.</summary>
internal sealed class PipeSegments(PipeReader pipe)
{
    // All segments before the current one were consumed.
    private ReadOnlySequence<byte> _buffer;
    private SequencePosition _start;
    private SequencePosition _end;

    // The number of bytes examined in search of a byte order mark. A pipe does not allow examining fewer bytes later.
    private long _examined;
    private bool _isDrained;

    /// <summary>The current segment; empty before the first one.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Whether the pipe has lent bytes, perhaps none, that were not returned.</summary>
    public bool HasBuffer { get; private set; }

    /// <summary>Whether the pipe will not lend more than this.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>Whether the input ends with the segments that were read.</summary>
    public bool IsAtEnd => IsCompleted && _isDrained;

    /// <summary>Takes what the pipe lends.</summary>
    public void Start(in ReadResult result)
    {
        IsCompleted = result.IsCompleted;
        HasBuffer = true;
        Start(result.Buffer);
    }

    public bool TryMoveNext()
    {
        // Without a buffer, the rest of the input is still in the pipe.
        if (!HasBuffer)
            return false;

        SequencePosition start = _end;
        if (!_buffer.TryGet(ref _end, out ReadOnlyMemory<byte> segment))
        {
            _isDrained = true;
            return false;
        }

        (_start, Current) = (start, segment);
        return true;
    }

    /// <summary>Copies the first bytes, as many as there are and fit.</summary>
    /// <returns>The copied bytes.</returns>
    public Span<byte> Peek(Span<byte> destination)
    {
        Span<byte> start = destination[..(int)Math.Min(destination.Length, _buffer.Length)];
        _buffer.Slice(0, start.Length).CopyTo(start);
        return start;
    }

    /// <summary>Skips the first bytes. No segment was read.</summary>
    public void Skip(int length)
    {
        _examined = Math.Max(0, _examined - length);
        Start(_buffer.Slice(length));
    }

    /// <summary>Returns all bytes to the pipe, which lends them again when there are more, or none follow. No segment was read.</summary>
    public void RequestMore()
    {
        pipe.AdvanceTo(_buffer.Start, _buffer.End);
        _examined = _buffer.Length;
        HasBuffer = false;
    }

    /// <summary>Returns the bytes to the pipe, which does not lend the consumed ones again.</summary>
    /// <param name="consumed">The number of bytes of the current segment that were consumed.</param>
    public void Return(int consumed)
    {
        SequencePosition end = _isDrained ? _buffer.End : _buffer.GetPosition(consumed, _start);
        _examined = Math.Max(0, _examined - _buffer.Slice(0, end).Length);
        pipe.AdvanceTo(end, _examined == 0 ? end : _buffer.GetPosition(_examined, end));
        HasBuffer = false;
        Current = default;
    }

    private void Start(ReadOnlySequence<byte> buffer)
    {
        _buffer = buffer;
        _start = _end = buffer.Start;
        Current = default;
        _isDrained = false;
    }
}
