using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast;

/// <summary>Enumerates the events of a buffer in memory with <see langword="foreach"/>. Created by <see cref="EventParser"/>.</summary>
public ref struct EventEnumerator
{
    private readonly LineFramer _framer;
    private readonly LineDecoder _decoder;
    private readonly ReadOnlySequence<byte> _segments;
    private SequencePosition _next;
    private ReadOnlySpan<byte> _segment;
    private EventView _current;

    internal EventEnumerator(ReadOnlySpan<byte> buffer, EventReaderOptions options)
        : this(options)
    {
        _segment = buffer[SkipPreamble(buffer)..];
    }

    internal EventEnumerator(in ReadOnlySequence<byte> buffer, EventReaderOptions options)
        : this(options)
    {
        Span<byte> start = stackalloc byte[ByteOrderMark.MaxLength];
        start = start[..(int)Math.Min(start.Length, buffer.Length)];
        buffer.Slice(0, start.Length).CopyTo(start);
        _segments = buffer.Slice(SkipPreamble(start));
        _next = _segments.Start;
    }

    private EventEnumerator(EventReaderOptions options)
    {
        _decoder = new LineDecoder(options, isStream: true);
        _framer = new LineFramer(options.MaxLineBytes);
    }

    /// <summary>The current event, valid until the next <see cref="MoveNext"/>.</summary>
    /// <remarks>
    /// <c>foreach (EventView e in ...)</c> copies the view, about 100 bytes. <c>foreach (ref readonly EventView e in ...)</c> does
    /// not, which makes bulk deletes a tenth faster.
    /// </remarks>
    [UnscopedRef]
    public readonly ref readonly EventView Current => ref _current;

    /// <summary>The counts of the lines read so far, by outcome.</summary>
    public readonly ReadCounts Counts => _decoder.Counts;

    /// <summary>Returns the enumerator itself.</summary>
    public readonly EventEnumerator GetEnumerator() => this;

    /// <summary>Moves to the next event. Lines with other outcomes are counted and skipped.</summary>
    /// <returns><see langword="false"/> at the end of the buffer.</returns>
    /// <exception cref="EventFormatException">
    /// A line was rejected, and there is no fault handler. The next call continues after it.
    /// </exception>
    public bool MoveNext()
    {
        while (true)
        {
            _decoder.Recycle();
            ReadStatus status = _decoder.Read(_segment, _framer, out _current);
            if (status == ReadStatus.EndOfSegment)
            {
                if (TryMoveToNextSegment())
                    continue;

                status = _decoder.ReadEnd(_framer, out _current);
            }

            if (status != ReadStatus.OtherLine)
                return status == ReadStatus.Event;
        }
    }

    /// <summary>Returns pooled memory and the engine.</summary>
    public readonly void Dispose()
    {
        _decoder.Dispose();
        _framer.Dispose();
    }

    private readonly int SkipPreamble(ReadOnlySpan<byte> start)
    {
        _ = ByteOrderMark.TryMeasure(start, isWhole: true, out int length);
        _framer.SkipPreamble(length);
        return length;
    }

    private bool TryMoveToNextSegment()
    {
        if (!_segments.TryGet(ref _next, out ReadOnlyMemory<byte> segment))
            return false;

        _segment = segment.Span;
        _framer.StartSegment();
        return true;
    }
}
