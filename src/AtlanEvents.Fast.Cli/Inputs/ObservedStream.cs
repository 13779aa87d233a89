namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Passes a stream on, and tells how far it was read.</summary>
/// <param name="stream">The stream; disposed of with this one.</param>
/// <param name="canBlock">
/// Whether a read may wait for ever, as on a terminal or a pipe. The system cannot interrupt such a read, so a cancelled one is
/// left behind; the stream is of no use afterwards.
/// </param>
/// <param name="start">How many bytes count as read from the start.</param>
internal sealed class ObservedStream(Stream stream, bool canBlock = false, long start = 0) : ForwardStream
{
    private long _bytesRead = start;

    /// <summary>How many bytes were read. May be asked by another thread.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Whether the reader was told that there is no more.</summary>
    public bool IsEndReached { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (canBlock)
            return ReadAndWaitAsync(buffer, cancellationToken);

        // A file answers at once. Having another thread ask takes longer than the answer.
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ValueTask.FromResult(Observe(stream.Read(buffer.Span), buffer.Length));
    }

    private async ValueTask<int> ReadAndWaitAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Task<int> read = stream.ReadAsync(buffer, cancellationToken).AsTask();
        return Observe(await read.WaitAsync(cancellationToken).ConfigureAwait(false), buffer.Length);
    }

    private int Observe(int count, int asked)
    {
        Volatile.Write(ref _bytesRead, _bytesRead + count);
        IsEndReached |= count == 0 && asked > 0;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();

        base.Dispose(disposing);
    }
}
