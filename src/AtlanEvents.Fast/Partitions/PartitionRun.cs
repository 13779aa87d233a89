using System.Runtime.ExceptionServices;
using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast.Partitions;

/// <summary>Reads an input on several threads and merges the results.</summary>
/// <remarks>
/// Each worker takes the next block, reads its bytes, counts its newlines, waits until those of all earlier blocks are counted, so that it
/// knows its line numbers, and parses its lines. The worker that finishes the next block to be merged merges it and all finished ones after
/// it.
/// </remarks>
internal sealed class PartitionRun<TResult> : IDisposable
{
    private const int WindowPerThread = 2;

    private readonly PartitionSource _source;
    private readonly ResumePoint _resume;
    private readonly long _start;
    private readonly int _blockSize;
    private readonly PartitionOptions _options;
    private readonly Func<EventPartition, TResult> _read;
    private readonly Action<TResult> _merge;
    private readonly CancellationToken _cancellation;
    private readonly ReadCounts _counts;

    // If somebody listens.
    private readonly ReadMetrics? _metrics;
    private readonly int _threads;

    // The decoder of lines that depend on earlier ones: it knows the incomplete messages.
    private readonly LineDecoder _ordered;
    private readonly EventReaderOptions _lines;

    private readonly PartitionWindow<TResult> _window;
    private readonly object _mergeLock = new();
    private readonly byte[] _tailBuffer;
    private (long Offset, long LinesBefore) _mergedTo;
    private bool _hasMergeFailed;

    public PartitionRun(
        PartitionSource source,
        ResumePoint start,
        PartitionOptions options,
        ReadCounts counts,
        Func<EventPartition, TResult> read,
        Action<TResult> merge,
        CancellationToken cancellation)
    {
        (_source, _resume, _options, _counts, _read, _merge, _cancellation) = (source, start, options, counts, read, merge, cancellation);
        _metrics = ReadMetrics.Refresh(current: null, counts);
        _mergedTo = (start.ByteOffset, start.LinesBefore);
        _start = Math.Min(start.ByteOffset, source.Length);
        _blockSize = options.PartitionBytes;
        long blocks = Math.Max(1, (source.Length - _start + _blockSize - 1) / _blockSize);
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        _threads = (int)Math.Min(threads, blocks);
        _window = new PartitionWindow<TResult>(
            blocks, _threads * WindowPerThread, start.LinesBefore, () => new PartitionBlock(source, _blockSize));
        _tailBuffer = source.CreateBuffer(_blockSize);
        _lines = options.Lines with { EnginePool = options.Lines.EnginePool ?? new EventEnginePool(maxIdle: _threads + 1) };
        _ordered = new LineDecoder(_lines, LineScope.Input, counts: counts);
    }

    /// <summary>Runs to the end of the input, or until something fails.</summary>
    /// <param name="isResumed">Whether lines before the start belong to the input.</param>
    public void Run(bool isResumed)
    {
        if (isResumed)
            Restore();

        // This thread is one of the workers.
        Thread[] others =
        [
            .. Enumerable.Range(1, _threads - 1).Select(i => new Thread(Work) { IsBackground = true, Name = $"partition reader {i}" }),
        ];
        int started = others.TakeWhile(TryStart).Count();
        Work();
        foreach (Thread thread in others.Take(started))
            thread.Join();

        // As at the end of the input: their other parts will not arrive.
        if (_window.Failure?.SourceException is IOException)
            _ordered.Pending.Reject();

        _window.Failure?.Throw();
    }

    /// <summary>The point after the results merged so far, including the one that is being merged.</summary>
    public ResumePoint GetResumePoint() => _ordered.Pending.GetResumePoint(_mergedTo.Offset, _mergedTo.LinesBefore);

    public void Dispose()
    {
        _metrics?.Report();
        _ordered.Dispose();
    }

    private static bool TryStart(Thread thread)
    {
        try
        {
            thread.Start();
            return true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            // The system allows no more. Fewer do the same work.
            return false;
        }
    }

    /// <summary>Reads the lines before the start that belong to incomplete messages again.</summary>
    private void Restore()
    {
        _ordered.Pending.Resume(_resume);
        using var framer = new LineFramer(_lines.MaxLineBytes, _resume.ReadFrom, _resume.ReadFromLinesBefore);
        long next = _resume.ReadFrom;
        while (next < _resume.ByteOffset)
        {
            _cancellation.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte> piece = _source.Read(next, (int)Math.Min(_blockSize, _resume.ByteOffset - next), _tailBuffer);
            if (piece.IsEmpty)
                return;

            framer.Recycle();
            framer.StartSegment();
            while (framer.TryReadLine(piece.Span, out LineFrame frame))
                _ordered.Restore(frame, _resume);

            next += piece.Length;
        }
    }

    private void Work()
    {
        try
        {
            ReadBlocks();
        }
        catch (Exception exception)
        {
            // Such as OutOfMemoryException: the others must not wait for this worker.
            _window.Fail(exception);
        }
    }

    private void ReadBlocks()
    {
        while (_window.TryTake(out PartitionSlot<TResult>? slot))
        {
            try
            {
                slot.Block.Read(_start + (slot.Index * _blockSize), isFirst: slot.Index == 0);
            }
            catch (Exception exception)
            {
                slot.Failure = ExceptionDispatchInfo.Capture(exception);
            }

            if (!_window.TryGetLinesBefore(slot, out long linesBefore))
                return;

            if (slot.Failure is null)
                Parse(slot, linesBefore);

            _window.Finish(slot, Merge);
        }
    }

    private void Parse(PartitionSlot<TResult> slot, long linesBefore)
    {
        PartitionBlock block = slot.Block;
        slot.LinesBeforeRest = linesBefore + block.LineCount - (block.Rest < block.End ? 1 : 0);
        slot.Rest = block.Rest;
        if (block.Lines.IsEmpty)
            return;

        EventReaderOptions lines = _lines.FaultHandler is null ? _lines : _lines with { FaultHandler = slot.AddFault };
        try
        {
            ReadLines(slot, lines, block.Lines, linesBefore);
            if (_options.MergesInAnyOrder)
                MergeResult(slot.Result!);
        }
        catch (Exception exception)
        {
            slot.Failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void ReadLines(PartitionSlot<TResult> slot, EventReaderOptions options, ReadOnlyMemory<byte> lines, long linesBefore)
    {
        using var decoder = new LineDecoder(options, LineScope.Partition);
        using var framer = new LineFramer(options.MaxLineBytes, slot.Block.FirstLine, linesBefore);
        var partition = new EventPartition(decoder, framer, lines);
        slot.Partition = partition;
        slot.LinesBefore = linesBefore;
        slot.Result = ReadAll(partition);
        slot.HasResult = true;
        slot.Counts = decoder.Counts;
        if (partition.EndedBefore is (long offset, long before))
            (slot.Rest, slot.LinesBeforeRest) = (offset, before);
    }

    private TResult ReadAll(EventPartition partition)
    {
        TResult result = _read(partition);
        while (partition.TryRead(out _))
        {
        }

        return result;
    }

    private void Merge(PartitionSlot<TResult> slot)
    {
        _cancellation.ThrowIfCancellationRequested();
        foreach (PartitionFault fault in slot.Faults)
            Report(slot, fault);

        slot.Failure?.Throw();
        if (slot.HasResult)
        {
            _counts.Add(slot.Counts!);
            _mergedTo = slot.Partition!.Position;
            if (!_options.MergesInAnyOrder)
                MergeResult(slot.Result!);
        }

        if (slot.Rest < slot.Block.End || (slot.IsLast && _ordered.Pending.HasAny))
            MergeRest(slot);

        _metrics?.Report();
    }

    private void Report(PartitionSlot<TResult> slot, PartitionFault fault)
    {
        ReadOnlySpan<byte> line = slot.Block.Lines.Span.Slice((int)(fault.Offset - slot.Block.FirstLine), fault.KeptLength);
        try
        {
            _lines.FaultHandler!(new LineFault(fault.Reason, fault.Number, fault.Offset, fault.Length, line, default));
        }
        catch
        {
            // A result that is already merged is not taken back.
            if (_options.MergesInAnyOrder)
            {
                _counts.Add(slot.Counts!);
                throw;
            }

            // The result has events after the rejected line, so make another one that ends there.
            int start = (int)(fault.Offset - slot.Block.FirstLine);
            int length = start + slot.Block.Lines.Span[start..].IndexOf((byte)'\n') + 1;
            ReadLines(slot, _lines with { FaultHandler = static (in _) => { } }, slot.Block.Lines[..length], slot.LinesBefore);
            _counts.Add(slot.Counts!);
            _mergedTo = slot.Partition!.Position;
            MergeResult(slot.Result!);
            throw;
        }
    }

    /// <summary>Reads the lines of a block that depend on earlier ones, now that those are merged.</summary>
    private void MergeRest(PartitionSlot<TResult> slot)
    {
        using var framer = new LineFramer(_lines.MaxLineBytes, slot.Rest, slot.LinesBeforeRest);
        var tail = new PartitionTail(_source, slot.Rest, slot.Block.End, slot.IsLast, _tailBuffer, _blockSize, _cancellation);
        var partition = new EventPartition(_ordered, framer, tail);
        do
        {
            partition.Continue();
            TResult result = ReadAll(partition);
            _mergedTo = partition.Position;
            MergeResult(result);
            partition.Failure?.Throw();
        }
        while (partition.IsPaused);
    }

    private void MergeResult(TResult result)
    {
        lock (_mergeLock)
        {
            if (_hasMergeFailed)
                return;

            // Stays set if the merge throws.
            _hasMergeFailed = true;
            _merge(result);
            _hasMergeFailed = false;
        }
    }
}
