using System.IO.Pipelines;

namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>A pipe with prepared reads. It allocates nothing, so that all allocations are those of the consumer.</summary>
/// <param name="reads">The buffer of each read. The consumer must consume all of it.</param>
public sealed class PrebuiltPipeReader(ReadOnlySequence<byte>[] reads) : PipeReader
{
    private ReadOnlySequence<byte> _lent;
    private int _next;

    /// <summary>The number of reads left before <see cref="Rewind"/> is needed. The pipe never completes.</summary>
    public int ReadsLeft => reads.Length - _next;

    /// <summary>Starts over with the first read.</summary>
    public void Rewind() => _next = 0;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        _lent = reads[_next++];
        return new(new ReadResult(_lent, isCanceled: false, isCompleted: false));
    }

    public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

    public override void AdvanceTo(SequencePosition consumed)
    {
        if (!consumed.Equals(_lent.End))
            throw new InvalidOperationException("Not everything was consumed.");
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => AdvanceTo(consumed);

    public override void CancelPendingRead() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
    }
}
