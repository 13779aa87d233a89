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

    // While somebody listens.
    private readonly ReadMetrics? _metrics;
    private readonly ReadOnlySequence<byte> _segments;
    private SequencePosition _next;
    private ReadOnlySpan<byte> _segment;
    private EventView _current;

    internal EventEnumerator(ReadOnlySpan<byte> buffer, EventReaderOptions options)
        : this(MeasurePreamble(buffer), options)
    {
        _segment = buffer[(int)_framer.NextOffset..];
    }

    internal EventEnumerator(in ReadOnlySequence<byte> buffer, EventReaderOptions options)
        : this(MeasurePreamble(buffer), options)
    {
        _segments = buffer.Slice(_framer.NextOffset);
        _next = _segments.Start;
    }

    private EventEnumerator(int preambleLength, EventReaderOptions options)
    {
        _decoder = new LineDecoder(options, LineScope.Input);
        _framer = new LineFramer(options.MaxLineBytes, offset: preambleLength);
        _metrics = ReadMetrics.Refresh(current: null, _decoder.Counts);
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

    /// <summary>Returns a copy of the enumerator, for <see langword="foreach"/>. Both share their state: use only one of them.</summary>
    public readonly EventEnumerator GetEnumerator() => this;

    /// <summary>Moves to the next event. Lines with other outcomes are counted and skipped.</summary>
    /// <returns><see langword="false"/> at the end of the buffer.</returns>
    /// <exception cref="EventFormatException">
    /// A line was rejected, and there is no fault handler. The next call continues after it.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The enumerator or a copy of it was disposed of.</exception>
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

            if (status == ReadStatus.OtherLine)
                continue;

            if (_metrics is not null)
                Measure(status, _current.Operation);

            return status == ReadStatus.Event;
        }
    }

    /// <summary>Returns pooled memory and the engine. May be called more than once, and on any copy of the enumerator.</summary>
    public readonly void Dispose()
    {
        _metrics?.Report();
        _decoder.Dispose();
        _framer.Dispose();
    }

    private readonly void Measure(ReadStatus status, OperationType operation)
    {
        if (status == ReadStatus.Event)
            Counts.AddOperation(operation);
        else
            _metrics!.Report();
    }

    private static int MeasurePreamble(ReadOnlySpan<byte> buffer)
    {
        _ = ByteOrderMark.TryMeasure(buffer, isWhole: true, out int length);
        return length;
    }

    private static int MeasurePreamble(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[ByteOrderMark.MaxLength];
        start = start[..(int)Math.Min(start.Length, buffer.Length)];
        buffer.Slice(0, start.Length).CopyTo(start);
        return MeasurePreamble(start);
    }

    private bool TryMoveToNextSegment()
    {
        if (!_segments.TryGet(ref _next, out ReadOnlyMemory<byte> segment))
            return false;

        // No view is valid at this point, so the memory of lines that straddled earlier segments can be reused.
        _segment = segment.Span;
        _framer.Recycle();
        _framer.StartSegment();
        return true;
    }
}
