using AtlanEvents.Fast.Cli.Platform;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Buffers records and writes them to a stream in large blocks of complete records.</summary>
/// <remarks>A file thus contains only complete records, however the tool ends: a block that a full disk cut off is removed again.</remarks>
internal sealed class OutputWriter(Stream stream, string name) : IBufferWriter<byte>, IDisposable
{
    private const int FlushAt = 64 * 1024;

    private byte[] _buffer = new byte[2 * FlushAt];
    private int _length;

    // The length of the complete records in the buffer.
    private int _completeLength;

    /// <summary>Creates a writer for standard output.</summary>
    /// <exception cref="ToolException">It is closed.</exception>
    public static OutputWriter ToStandardOutput() => new(StandardOutput.Open(), "standard output");

    /// <summary>Creates or truncates a file.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static OutputWriter CreateFile(string path)
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

    /// <summary>
    /// The length at which a file of lines can be continued: after its last newline, since a run that was killed may have left half a line.
    /// </summary>
    /// <returns><see langword="null"/> if there is no such file, or if it is a device or a pipe.</returns>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static long? FindAppendLength(string path)
    {
        if (FileIdentity.Of(path) is null)
            return null;

        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            return LastLine.EndOf(file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, exception);
        }
    }

    /// <summary>Opens an existing file, truncates it to a length, and continues there.</summary>
    /// <exception cref="ToolException">The file is missing, is shorter, or cannot be written.</exception>
    public static OutputWriter ContinueFile(string path, long length)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
            if (stream.Length < length)
            {
                stream.Dispose();
                throw new ToolException(ExitCode.Usage, $"cannot continue {path}: it is shorter than before");
            }

            stream.SetLength(length);
            stream.Position = length;
            return new OutputWriter(stream, path);
        }
        catch (FileNotFoundException exception)
        {
            throw new ToolException(ExitCode.Usage, $"cannot continue {path}: it does not exist any more", exception);
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

    /// <summary>Ends a record. Flushes when enough is buffered.</summary>
    /// <inheritdoc cref="Flush" path="/exception"/>
    public void EndRecord()
    {
        _completeLength = _length;
        if (_length >= FlushAt)
            Flush();
    }

    /// <summary>Writes complete records, without a copy if they are large.</summary>
    /// <inheritdoc cref="Flush" path="/exception"/>
    public void WriteRecords(ReadOnlySpan<byte> records)
    {
        if (records.Length < FlushAt)
        {
            this.Write(records);
            EndRecord();
            return;
        }

        Flush();
        WriteBlock(records);
    }

    /// <summary>Writes the complete records to the stream.</summary>
    /// <exception cref="ToolException">They cannot be written, or the reader of standard output has closed it.</exception>
    public void Flush()
    {
        WriteBlock(_buffer.AsSpan(0, _completeLength));
        Drop(_completeLength);
    }

    /// <summary>Writes the complete records and, if the stream is a file, flushes them to disk.</summary>
    /// <returns>The length of the file; <see langword="null"/> if the stream is not one.</returns>
    /// <inheritdoc cref="Flush" path="/exception"/>
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

    /// <summary>Closes the stream without flushing.</summary>
    public void Dispose() => stream.Dispose();

    private void WriteBlock(ReadOnlySpan<byte> records)
    {
        long start = stream.CanSeek ? stream.Position : 0;
        try
        {
            stream.Write(records);
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
            Truncate(start);
            throw CannotWrite(name, exception);
        }
    }

    private void Drop(int length)
    {
        _buffer.AsSpan(length, _length - length).CopyTo(_buffer);
        _length -= length;
        _completeLength -= Math.Min(length, _completeLength);
    }

    private void Truncate(long start)
    {
        if (!stream.CanSeek)
            return;

        try
        {
            stream.SetLength(start);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failed write is the error to report.
        }
    }

    private static ToolException CannotWrite(string name, Exception exception)
        => new(ExitCode.InputOutput, $"cannot write {name}: {SystemMessage.Of(exception)}", exception);
}
