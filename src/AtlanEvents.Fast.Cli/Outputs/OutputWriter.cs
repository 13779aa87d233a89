using System.Buffers;

namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Collects records and hands them to a stream in large pieces; each piece is whole records.</summary>
/// <remarks>So whatever ends the tool, a file holds whole records: what a full disk took of a piece is taken back.</remarks>
internal sealed class OutputWriter(Stream stream, string name) : IBufferWriter<byte>, IDisposable
{
    private const int FlushAt = 64 * 1024;

    private byte[] _buffer = new byte[2 * FlushAt];
    private int _length;

    // How much of it is whole records.
    private int _wholeLength;

    /// <summary>Standard output.</summary>
    /// <exception cref="ToolException">It is closed.</exception>
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

    /// <summary>A file that is there already, to go on behind some bytes of it. What stands there is dropped.</summary>
    /// <exception cref="ToolException">The file is gone, is shorter, or cannot be written.</exception>
    public static OutputWriter ToFile(string path, long behind)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
            if (stream.Length < behind)
            {
                stream.Dispose();
                throw new ToolException(ExitCode.Usage, $"cannot go on with {path}: it is shorter than it was.");
            }

            stream.SetLength(behind);
            stream.Position = behind;
            return new OutputWriter(stream, path);
        }
        catch (FileNotFoundException exception)
        {
            throw new ToolException(ExitCode.Usage, $"cannot go on with {path}: it is gone.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, exception);
        }
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    private void Reserve(int sizeHint)
    {
        int needed = _length + Math.Max(1, sizeHint);
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, 2 * _buffer.Length));
    }

    /// <summary>Says that what was written so far is whole records, which may be handed on.</summary>
    /// <exception cref="ToolException">As <see cref="Flush"/>.</exception>
    public void EndRecord()
    {
        _wholeLength = _length;
        if (_length >= FlushAt)
            Flush();
    }

    /// <summary>Hands on the whole records that were collected.</summary>
    /// <exception cref="ToolException">They cannot be written, or nobody reads standard output any more.</exception>
    public void Flush()
    {
        int length = _wholeLength;
        long start = stream.CanSeek ? stream.Position : 0;
        try
        {
            stream.Write(_buffer, 0, length);
            stream.Flush();
        }
        catch (IOException exception) when (StandardOutput.IsClosed(exception))
        {
            Drop(_length);
            throw new ToolException(ExitCode.OutputClosed, "", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Drop(_length);
            TakeBack(start);
            throw CannotWrite(name, exception);
        }

        Drop(length);
    }

    /// <summary>Hands on the whole records that were collected, and waits until they are on the disk if it is a file.</summary>
    /// <returns>How long the file is with them; <see langword="null"/> if it is none.</returns>
    /// <exception cref="ToolException">As <see cref="Flush"/>.</exception>
    public long? Sync()
    {
        Flush();
        if (stream is not FileStream { CanSeek: true } file)
            return null;

        try
        {
            file.Flush(flushToDisk: true);
            return file.Position;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(name, exception);
        }
    }

    /// <summary>Closes the stream. What was not flushed is lost.</summary>
    public void Dispose() => stream.Dispose();

    private void Drop(int length)
    {
        _buffer.AsSpan(length, _length - length).CopyTo(_buffer);
        _length -= length;
        _wholeLength -= Math.Min(length, _wholeLength);
    }

    private void TakeBack(long start)
    {
        if (!stream.CanSeek)
            return;

        try
        {
            stream.SetLength(start);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure to write is the one to report.
        }
    }

    private static ToolException CannotWrite(string name, Exception exception)
        => new(ExitCode.InputOutput, $"cannot write {name}: {SystemMessage.Of(exception)}", exception);
}
