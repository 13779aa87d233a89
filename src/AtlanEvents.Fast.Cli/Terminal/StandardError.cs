using AtlanEvents.Fast.Cli.Platform;

namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Standard error that never fails: if it is closed or full, messages are lost and the run continues.</summary>
internal sealed class StandardError(Stream stream) : Stream
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

    /// <summary>Replaces the standard error of the console.</summary>
    public static void Install()
    {
        if (!StandardHandle.IsOpen(StandardHandle.Error))
            Console.SetError(TextWriter.Null);
        else
            Console.SetError(new StreamWriter(new StandardError(Console.OpenStandardError()), Console.Error.Encoding) { AutoFlush = true });
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is nowhere to report it.
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
