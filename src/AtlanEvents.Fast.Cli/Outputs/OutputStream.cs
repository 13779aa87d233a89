namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Adapts an <see cref="OutputWriter"/> to code that writes lines to a stream, with cancellation.</summary>
internal sealed class OutputStream(OutputWriter writer, CancellationToken stop) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        stop.ThrowIfCancellationRequested();

        // A write may end anywhere within a line.
        int complete = buffer.LastIndexOf((byte)'\n') + 1;
        writer.Write(buffer[..complete]);
        if (complete > 0)
            writer.EndRecord();

        writer.Write(buffer[complete..]);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => writer.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
