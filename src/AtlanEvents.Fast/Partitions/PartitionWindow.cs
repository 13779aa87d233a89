using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace AtlanEvents.Fast.Partitions;

/// <summary>The blocks that workers have taken and that are not merged yet.</summary>
/// <remarks>
/// Says which block to take next, how many lines precede a block, and which block to merge next. No block is taken too far ahead of the
/// merged ones, so memory is bounded. No wait lasts forever: each is for earlier blocks, which other workers have taken. Thread-safe.
/// <code>
/// blocks   0 merged | 1 merging | 2 finished | 3 parsing | 4 counting | 5 free
///                     ^ _merged                            ^ _counted   ^ _taken
/// </code>
/// </remarks>
/// <param name="blocks">The number of blocks of the input.</param>
/// <param name="capacity">The number of blocks that may be taken and not yet merged.</param>
/// <param name="linesBefore">The number of lines before the first block.</param>
/// <param name="createBlock">Allocates the memory of a block.</param>
internal sealed class PartitionWindow<TResult>(long blocks, int capacity, long linesBefore, Func<PartitionBlock> createBlock)
{
    private readonly object _lock = new();
    private readonly PartitionSlot<TResult>[] _slots = [.. Enumerable.Range(0, capacity).Select(_ => new PartitionSlot<TResult>())];

    // Free blocks, the last used one on top: its memory is in the cache of the thread that is likely to take it.
    private readonly Stack<PartitionBlock> _free = new();
    private long _taken;
    private long _counted;
    private long _linesBefore = linesBefore;
    private long _merged;
    private bool _isMerging;
    private bool _isUnreadable;

    /// <summary>Why the run has failed, if it has.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Ends the run: no worker waits any longer, or takes another block.</summary>
    public void Fail(Exception exception)
    {
        lock (_lock)
        {
            Failure ??= ExceptionDispatchInfo.Capture(exception);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes the next block, when there is room for it.</summary>
    /// <returns><see langword="false"/> if there is none, or the run has failed.</returns>
    public bool TryTake([NotNullWhen(true)] out PartitionSlot<TResult>? slot)
    {
        lock (_lock)
        {
            while (Failure is null && _taken < blocks && _taken >= _merged + _slots.Length)
                Monitor.Wait(_lock);

            slot = null;
            if (Failure is not null || _taken == blocks)
                return false;

            slot = _slots[_taken % _slots.Length];
            slot.Start(_free.Count > 0 ? _free.Pop() : createBlock(), _taken, isLast: _taken == blocks - 1);
            _taken++;
            return true;
        }
    }

    /// <summary>Publishes how many lines a block has, and waits for the number of lines before it.</summary>
    /// <returns><see langword="false"/> if the run has failed, or an earlier block cannot be read.</returns>
    public bool TryGetLinesBefore(PartitionSlot<TResult> slot, out long linesBefore)
    {
        lock (_lock)
        {
            while (Failure is null && _counted < slot.Index)
                Monitor.Wait(_lock);

            bool canContinue = Failure is null && !_isUnreadable;
            linesBefore = _linesBefore;
            _linesBefore += slot.Block.LineCount;
            _isUnreadable |= slot.Failure is not null;
            _counted++;
            Monitor.PulseAll(_lock);
            return canContinue;
        }
    }

    /// <summary>Merges the blocks that are next and finished, unless another worker does so.</summary>
    /// <param name="slot">A block that is finished now.</param>
    /// <param name="merge">Merges a block.</param>
    public void Finish(PartitionSlot<TResult> slot, Action<PartitionSlot<TResult>> merge)
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
            ExceptionDispatchInfo? failure = TryMerge(next, merge);
            lock (_lock)
            {
                Failure ??= failure;
                _free.Push(next.Block);
                next.IsFinished = false;
                _merged++;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private static ExceptionDispatchInfo? TryMerge(PartitionSlot<TResult> slot, Action<PartitionSlot<TResult>> merge)
    {
        try
        {
            merge(slot);
            return null;
        }
        catch (Exception exception)
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    private bool TryGetNextToMerge([NotNullWhen(true)] out PartitionSlot<TResult>? slot)
    {
        lock (_lock)
        {
            slot = Failure is null && _merged < blocks ? _slots[_merged % _slots.Length] : null;
            if (slot is { IsFinished: true })
                return true;

            _isMerging = false;
            return false;
        }
    }
}
