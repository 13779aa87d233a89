using System.Runtime.ExceptionServices;
using AtlanEvents.Fast.Diagnostics;

namespace AtlanEvents.Fast.Partitions;

/// <summary>A block that was taken and not yet merged, and what was made of it.</summary>
internal sealed class PartitionSlot<TResult>
{
    // Faults wait until they can be reported in order. A partition with more of them ends early, so that few are kept.
    private const int MaxFaults = 1_000;

    public PartitionBlock Block { get; private set; } = null!;

    /// <summary>The number of blocks before this one.</summary>
    public long Index { get; private set; }

    /// <summary>Whether the input ends with this block.</summary>
    public bool IsLast { get; private set; }

    /// <summary>The rejected lines, in order.</summary>
    public List<PartitionFault> Faults { get; } = [];

    public long LinesBefore { get; set; }

    /// <summary>The offset of the first line that was not read.</summary>
    public long Rest { get; set; }

    public long LinesBeforeRest { get; set; }

    /// <summary>The partition that is being read.</summary>
    public EventPartition? Partition { get; set; }

    public bool HasResult { get; set; }

    public TResult? Result { get; set; }

    public ReadCounts? Counts { get; set; }

    /// <summary>Why the block could not be read, if it could not.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }

    /// <summary>Whether the block can be merged.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Starts another block.</summary>
    public void Start(PartitionBlock block, long index, bool isLast)
    {
        (Block, Index, IsLast) = (block, index, isLast);
        Faults.Clear();
        (HasResult, Result, Counts, Failure, Partition) = (false, default, null, null, null);
    }

    /// <summary>Keeps a fault until it can be reported. The bytes of the line stay in the block.</summary>
    public void AddFault(in LineFault fault)
    {
        Faults.Add(new PartitionFault(fault.Reason, fault.LineNumber, fault.ByteOffset, fault.Length, fault.Line.Length));
        if (Faults.Count == MaxFaults)
            Partition!.EndAfterThisLine();
    }
}

/// <summary>A rejected line of a block.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Number">The one-based line number.</param>
/// <param name="Offset">The zero-based byte offset in the input.</param>
/// <param name="Length">The length of the line.</param>
/// <param name="KeptLength">The number of bytes that are reported, which is limited.</param>
internal readonly record struct PartitionFault(LineFaultReason Reason, long Number, long Offset, long Length, int KeptLength);
