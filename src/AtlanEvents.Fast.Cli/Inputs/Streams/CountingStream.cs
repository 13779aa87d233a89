namespace AtlanEvents.Fast.Cli.Inputs.Streams;

/// <summary>Counts the bytes read from a stream.</summary>
/// <param name="stream">The stream to read; disposed with this one.</param>
/// <param name="canBlock">
/// Whether a read may block indefinitely, as on a terminal or a pipe. The operating system cannot interrupt such a read, so cancellation
/// abandons it; the stream must not be used afterwards.
/// </param>
/// <param name="start">The initial count.</param>
internal sealed class CountingStream(Stream stream, bool canBlock = false, long start = 0) : WrappingStream(stream)
{
    private long _bytesRead = start;

    /// <summary>The number of bytes read so far. Safe to call from any thread.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Whether a read returned the end of the stream.</summary>
    public bool IsEndReached { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (canBlock)
            return ReadAndWaitAsync(buffer, cancellationToken);

        // Reads of regular files rarely block, so read synchronously instead of hopping threads.
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ValueTask.FromResult(Count(Inner.Read(buffer.Span), buffer.Length));
    }

    private async ValueTask<int> ReadAndWaitAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Task<int> read = Inner.ReadAsync(buffer, cancellationToken).AsTask();
        return Count(await read.WaitAsync(cancellationToken).ConfigureAwait(false), buffer.Length);
    }

    private int Count(int count, int requested)
    {
        Volatile.Write(ref _bytesRead, _bytesRead + count);
        IsEndReached |= count == 0 && requested > 0;
        return count;
    }
}
