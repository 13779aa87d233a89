using System.Buffers;
using System.IO.Pipelines;

namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>A pipe whose every read is ready and made beforehand: it allocates nothing, so all that is allocated is the consumer's.</summary>
/// <param name="reads">What each read lends. The consumer must consume it all.</param>
public sealed class PrebuiltPipeReader(ReadOnlySequence<byte>[] reads) : PipeReader
{
    private ReadOnlySequence<byte> _lent;
    private int _next;

    /// <summary>How many reads are left before <see cref="Rewind"/> is needed; the end is never announced.</summary>
    public int ReadsLeft => reads.Length - _next;

    /// <summary>Starts again with the first read.</summary>
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
