using System.Diagnostics.CodeAnalysis;
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
/// it. A worker does not take a block too far ahead of the merged ones, so memory is bounded. Neither wait can last forever: each is for
/// earlier blocks, which other workers have taken.
/// <code>
/// blocks   0 merged | 1 merging | 2 finished | 3 parsing | 4 counting | 5 free
///                     ^ _merged                            ^ _counted   ^ _taken
/// </code>
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
    private readonly long _blocks;
    private readonly int _threads;

    // The decoder of lines that depend on earlier ones: it knows the incomplete messages.
    private readonly LineDecoder _ordered;
    private readonly EventReaderOptions _lines;

    private readonly object _lock = new();
    private readonly object _mergeLock = new();
    private readonly PartitionSlot<TResult>[] _window;

    // Free blocks, the last used one on top: its memory is in the cache of the thread that is likely to take it.
    private readonly Stack<PartitionBlock> _free = new();
    private readonly byte[] _tailBuffer;
    private long _taken;
    private long _counted;
    private long _linesBefore;
    private long _merged;
    private (long Offset, long LinesBefore) _mergedTo;
    private bool _isMerging;
    private bool _isUnreadable;
    private bool _hasMergeFailed;
    private ExceptionDispatchInfo? _failure;

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
        _linesBefore = start.LinesBefore;
        _start = Math.Min(start.ByteOffset, source.Length);
        _blockSize = options.PartitionBytes;
        _blocks = Math.Max(1, (source.Length - _start + _blockSize - 1) / _blockSize);
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        _threads = (int)Math.Min(threads, _blocks);
        _window = [.. Enumerable.Range(0, _threads * WindowPerThread).Select(_ => new PartitionSlot<TResult>())];
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
        if (_failure?.SourceException is IOException)
            _ordered.Pending.Reject();

        _failure?.Throw();
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
            lock (_lock)
            {
                _failure ??= ExceptionDispatchInfo.Capture(exception);
                Monitor.PulseAll(_lock);
            }
        }
    }

    private void ReadBlocks()
    {
        while (TryTake(out long index))
        {
            PartitionSlot<TResult> slot = _window[index % _window.Length];
            try
            {
                slot.Block.Read(_start + (index * _blockSize), isFirst: index == 0);
            }
            catch (Exception exception)
            {
                slot.Failure = ExceptionDispatchInfo.Capture(exception);
            }

            if (!TryGetLinesBefore(index, slot, out long linesBefore))
                return;

            if (slot.Failure is null)
                Parse(slot, linesBefore);

            Finish(slot);
        }
    }

    /// <summary>Takes the next block, when there is room for it.</summary>
    private bool TryTake(out long index)
    {
        lock (_lock)
        {
            while (_failure is null && _taken < _blocks && _taken >= _merged + _window.Length)
                Monitor.Wait(_lock);

            index = _taken;
            if (_failure is not null || _taken == _blocks)
                return false;

            _taken++;
            PartitionBlock block = _free.Count > 0 ? _free.Pop() : new PartitionBlock(_source, _blockSize);
            _window[index % _window.Length].Start(block);
            return true;
        }
    }

    /// <summary>Publishes how many lines a block has, and waits for the number of lines before it.</summary>
    /// <returns><see langword="false"/> if the run has failed, or an earlier block cannot be read.</returns>
    private bool TryGetLinesBefore(long index, PartitionSlot<TResult> slot, out long linesBefore)
    {
        lock (_lock)
        {
            while (_failure is null && _counted < index)
                Monitor.Wait(_lock);

            bool canContinue = _failure is null && !_isUnreadable;
            linesBefore = _linesBefore;
            _linesBefore += slot.Block.LineCount;
            _isUnreadable |= slot.Failure is not null;
            _counted++;
            Monitor.PulseAll(_lock);
            return canContinue;
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

    /// <summary>Merges the blocks that are next and finished, unless another worker does so.</summary>
    private void Finish(PartitionSlot<TResult> slot)
    {
        lock (_lock)
        {
            slot.IsFinished = true;
            if (_isMerging)
                return;

            _isMerging = true;
        }

        while (TryGetNextToMerge(out PartitionSlot<TResult>? next))
        {
            ExceptionDispatchInfo? failure = TryMerge(next);
            lock (_lock)
            {
                _failure ??= failure;
                _free.Push(next.Block);
                next.IsFinished = false;
                _merged++;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private bool TryGetNextToMerge([NotNullWhen(true)] out PartitionSlot<TResult>? slot)
    {
        lock (_lock)
        {
            slot = _failure is null && _merged < _blocks ? _window[_merged % _window.Length] : null;
            if (slot is { IsFinished: true })
                return true;

            _isMerging = false;
            return false;
        }
    }

    private ExceptionDispatchInfo? TryMerge(PartitionSlot<TResult> slot)
    {
        try
        {
            _cancellation.ThrowIfCancellationRequested();
            Merge(slot);
            return null;
        }
        catch (Exception exception)
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void Merge(PartitionSlot<TResult> slot)
    {
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

        bool isLast = _merged == _blocks - 1;
        if (slot.Rest < slot.Block.End || (isLast && _ordered.Pending.HasAny))
            MergeRest(slot, isLast);

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
    private void MergeRest(PartitionSlot<TResult> slot, bool isLast)
    {
        using var framer = new LineFramer(_lines.MaxLineBytes, slot.Rest, slot.LinesBeforeRest);
        var tail = new PartitionTail(_source, slot.Rest, slot.Block.End, isLast, _tailBuffer, _blockSize, _cancellation);
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
