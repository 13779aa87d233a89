namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Passes a stream on, and tells how far it was read.</summary>
/// <param name="stream">The stream; disposed of with this one.</param>
/// <param name="canBlock">
/// Whether a read may wait for ever, as on a terminal or a pipe. The system cannot interrupt such a read, so a cancelled one is
/// left behind; the stream is of no use afterwards.
/// </param>
internal sealed class ObservedStream(Stream stream, bool canBlock = false) : ForwardStream
{
    private long _bytesRead;

    /// <summary>How many bytes were read. May be asked by another thread.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Whether the reader was told that there is no more.</summary>
    public bool IsEndReached { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> read = stream.ReadAsync(buffer, cancellationToken);
        int count = canBlock
            ? await read.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false)
            : await read.ConfigureAwait(false);

        Volatile.Write(ref _bytesRead, _bytesRead + count);
        IsEndReached |= count == 0 && buffer.Length > 0;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();

        base.Dispose(disposing);
    }
}
