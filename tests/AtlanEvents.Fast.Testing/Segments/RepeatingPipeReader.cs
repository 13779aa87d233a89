using System.IO.Pipelines;

namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>
/// A pipe that returns the same bytes many times, then others: more input than memory. The consumer must consume all of each read.
/// </summary>
/// <param name="segment">The buffer of every read except the last.</param>
/// <param name="times">The number of those reads.</param>
/// <param name="last">The buffer of the last read.</param>
public sealed class RepeatingPipeReader(byte[] segment, int times, byte[] last) : PipeReader
{
    private readonly ReadOnlySequence<byte> _segment = new(segment);
    private int _reads;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        bool isLast = _reads++ == times;
        return new(new ReadResult(isLast ? new ReadOnlySequence<byte>(last) : _segment, isCanceled: false, isLast));
    }

    public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

    public override void AdvanceTo(SequencePosition consumed)
    {
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
    }

    public override void CancelPendingRead() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
    }
}
