using System.Runtime.ExceptionServices;
using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast.Partitions;

/// <summary>The events of consecutive lines of an input. Not safe for use by several threads at once.</summary>
public sealed class EventPartition
{
    private readonly LineDecoder _decoder;
    private readonly LineFramer _framer;
    private readonly PartitionTail? _tail;
    private readonly bool _isMeasured = ReadMetrics.IsEnabled;
    private ReadOnlyMemory<byte> _segment;
    private bool _isAtEnd;
    private bool _endsAfterThisLine;
    private long _returnedBytes;

    /// <summary>Creates a partition of whole lines in memory.</summary>
    internal EventPartition(LineDecoder decoder, LineFramer framer, ReadOnlyMemory<byte> lines)
    {
        (_decoder, _framer, _segment) = (decoder, framer, lines);
        ByteOffset = framer.NextOffset;
    }

    /// <summary>Creates a partition that reads its lines from the source.</summary>
    internal EventPartition(LineDecoder decoder, LineFramer framer, PartitionTail tail)
        : this(decoder, framer, default(ReadOnlyMemory<byte>)) => _tail = tail;

    /// <summary>The zero-based byte offset in the input of the partition's first line.</summary>
    public long ByteOffset { get; }

    /// <summary>
    /// Whether the results of all earlier lines are merged, so that events may be processed directly instead of collected. True from the
    /// first compressed or split message to the end of a partition, because such messages may unpack to much more than their own length.
    /// Not meaningful with <see cref="PartitionOptions.MergesInAnyOrder"/>, where other results are merged at the same time.
    /// </summary>
    public bool IsNext => _tail is not null;

    internal ReadCounts Counts => _decoder.Counts;

    /// <summary>The position after the last line that was read.</summary>
    internal (long Offset, long LinesBefore) Position => EndedBefore ?? (_framer.NextOffset, _framer.LinesBefore);

    /// <summary>The position of the line before which the partition ended early.</summary>
    internal (long Offset, long LinesBefore)? EndedBefore { get; private set; }

    /// <summary>Whether the partition has more events, which belong to another result; only if it reads from the source.</summary>
    /// <remarks>An event may be much longer than the line that it was unpacked from. Without pauses, a result could take any memory.</remarks>
    internal bool IsPaused => _tail is not null && !_isAtEnd && _returnedBytes >= _tail.Size;

    /// <summary>Why the partition ended early; only for a partition that reads from the source.</summary>
    internal ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Reads the next event. Lines with other outcomes are counted and skipped.</summary>
    /// <param name="view">The event, valid until the next call.</param>
    /// <returns><see langword="false"/> at the end of the partition.</returns>
    public bool TryRead(out EventView view)
    {
        if (_tail is null)
            return TryReadNext(out view);

        if (IsPaused)
        {
            view = default;
            return false;
        }

        // The partition ends here. The caller merges its result first, and then throws.
        try
        {
            bool isRead = TryReadNext(out view);
            _returnedBytes += isRead ? view.Line.Length : 0;
            return isRead;
        }
        catch (Exception exception)
        {
            Failure = ExceptionDispatchInfo.Capture(exception);
            _isAtEnd = true;
            view = default;
            return false;
        }
    }

    /// <summary>Continues after a pause.</summary>
    internal void Continue() => _returnedBytes = 0;

    /// <summary>Ends the partition after the line that is being read.</summary>
    internal void EndAfterThisLine() => _endsAfterThisLine = true;

    private bool TryReadNext(out EventView view)
    {
        while (!_isAtEnd)
        {
            _decoder.Recycle();
            if (_tail is not null && _framer.IsAtLineStart && _framer.NextOffset >= _tail.End)
                return TryReadEnd(out view);

            (long offset, long linesBefore) = (_framer.NextOffset, _framer.LinesBefore);
            switch (_decoder.Read(_segment.Span, _framer, out view))
            {
                case ReadStatus.Event:
                    Measure(view);
                    return true;
                case ReadStatus.DependentLine:
                    EndedBefore = (offset, linesBefore);
                    _isAtEnd = true;
                    return false;
                case ReadStatus.EndOfSegment when !TryMoveToNextSegment():
                    return TryReadEnd(out view);
                case ReadStatus.OtherLine when _endsAfterThisLine:
                    EndedBefore = (_framer.NextOffset, _framer.LinesBefore);
                    _isAtEnd = true;
                    return false;
            }
        }

        view = default;
        return false;
    }

    private bool TryMoveToNextSegment()
    {
        if (_tail is null)
            return false;

        // What the framer keeps of a straddling line, it keeps in memory of its own.
        _segment = _tail.ReadNext();
        _framer.Recycle();
        _framer.StartSegment();
        return !_segment.IsEmpty;
    }

    private bool TryReadEnd(out EventView view)
    {
        ReadStatus status = ReadStatus.OtherLine;
        view = default;
        while (_tail is not null && (_tail.IsLast || !_framer.IsAtLineStart) && status == ReadStatus.OtherLine)
            status = _decoder.ReadEnd(_framer, out view);

        _isAtEnd = status != ReadStatus.Event;
        if (!_isAtEnd)
            Measure(view);

        return !_isAtEnd;
    }

    private void Measure(in EventView view)
    {
        if (_isMeasured)
            Counts.AddOperation(view.Operation);
    }
}

/// <summary>The lines between a position and the end of a partition, read in pieces.</summary>
/// <param name="source">The input.</param>
/// <param name="start">The offset of the first line.</param>
/// <param name="end">The offset before which the last line starts.</param>
/// <param name="isLast">Whether the input ends there.</param>
/// <param name="buffer">Memory for a piece, created by the source.</param>
/// <param name="size">The maximum size of a piece in bytes.</param>
/// <param name="cancellation">Stops the reading between two pieces.</param>
internal sealed class PartitionTail(
    PartitionSource source,
    long start,
    long end,
    bool isLast,
    byte[] buffer,
    int size,
    CancellationToken cancellation)
{
    private long _next = start;

    public long End => end;

    public bool IsLast => isLast;

    public int Size => size;

    /// <summary>Reads the next piece; empty at the end of the source.</summary>
    public ReadOnlyMemory<byte> ReadNext()
    {
        cancellation.ThrowIfCancellationRequested();
        ReadOnlyMemory<byte> piece = source.Read(_next, size, buffer);
        _next += piece.Length;
        return piece;
    }
}
