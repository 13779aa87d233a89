using System.Buffers;

namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Collects what is written and hands it to a stream in large pieces.</summary>
internal sealed class OutputWriter(Stream stream, string name) : IBufferWriter<byte>, IDisposable
{
    private const int FlushAt = 64 * 1024;

    private byte[] _buffer = new byte[2 * FlushAt];
    private int _length;

    /// <summary>Standard output.</summary>
    public static OutputWriter ToStandardOutput() => new(StandardOutput.Open(), "standard output");

    /// <summary>A file, which is created or emptied.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static OutputWriter ToFile(string path)
    {
        try
        {
            return new OutputWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, exception);
        }
    }

    public void Advance(int count)
    {
        _length += count;
        if (_length >= FlushAt)
            Flush();
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        int needed = _length + Math.Max(1, sizeHint);
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, 2 * _buffer.Length));

        return _buffer.AsMemory(_length);
    }

    /// <summary>Hands on what was collected.</summary>
    /// <exception cref="ToolException">It cannot be written, or nobody reads standard output any more.</exception>
    public void Flush()
    {
        int length = _length;
        _length = 0;
        try
        {
            stream.Write(_buffer, 0, length);
            stream.Flush();
        }
        catch (IOException exception) when (StandardOutput.IsClosed(exception))
        {
            throw new ToolException(ExitCode.OutputClosed, "", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(name, exception);
        }
    }

    /// <summary>Closes the stream. What was not flushed is lost.</summary>
    public void Dispose() => stream.Dispose();

    private static ToolException CannotWrite(string name, Exception exception)
        => new(ExitCode.InputOutput, $"cannot write {name}: {exception.Message}", exception);
}
