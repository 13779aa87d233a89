using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Partitions;

/// <summary>An input that several threads read at any position.</summary>
internal abstract class PartitionSource : IDisposable
{
    /// <summary>The length in bytes when the source was opened.</summary>
    public abstract long Length { get; }

    /// <summary>Reads bytes.</summary>
    /// <param name="offset">The offset of the first one.</param>
    /// <param name="length">Their number.</param>
    /// <param name="buffer">Memory for them, from <see cref="CreateBuffer"/>.</param>
    /// <returns>The bytes; fewer at the end of the source.</returns>
    /// <exception cref="IOException">The first byte cannot be read. If a later one cannot, the bytes before it are returned.</exception>
    public abstract ReadOnlyMemory<byte> Read(long offset, int length, byte[] buffer);

    /// <summary>Creates memory for <see cref="Read"/>; none if the source has the bytes in memory.</summary>
    public virtual byte[] CreateBuffer(int length) => new byte[length];

    public abstract void Dispose();
}

/// <summary>Bytes in memory.</summary>
internal sealed class MemorySource(ReadOnlyMemory<byte> bytes) : PartitionSource
{
    public override long Length => bytes.Length;

    public override byte[] CreateBuffer(int length) => [];

    public override ReadOnlyMemory<byte> Read(long offset, int length, byte[] buffer)
        => offset >= bytes.Length ? default : bytes.Slice((int)offset, (int)Math.Min(length, bytes.Length - offset));

    public override void Dispose()
    {
    }
}

/// <summary>A file, read with one system call for each buffer.</summary>
internal sealed class FileSource : PartitionSource
{
    private readonly SafeFileHandle _file;

    private FileSource(SafeFileHandle file, long length) => (_file, Length) = (file, length);

    public override long Length { get; }

    /// <exception cref="IOException">The file cannot be opened; or other exceptions of <see cref="File.OpenHandle"/>.</exception>
    /// <exception cref="NotSupportedException">It is not a regular file.</exception>
    public static FileSource Open(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete, options: FileOptions.SequentialScan);
        try
        {
            return new FileSource(file, RandomAccess.GetLength(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override ReadOnlyMemory<byte> Read(long offset, int length, byte[] buffer)
    {
        // What was appended since the source was opened is not part of it.
        length = (int)Math.Clamp(Length - offset, 0, length);
        int read = 0;
        while (read < length)
        {
            int count = ReadOnce(buffer.AsSpan(read, length - read), offset + read, canFail: read > 0);
            if (count == 0)
                break;

            read += count;
        }

        return buffer.AsMemory(0, read);
    }

    public override void Dispose() => _file.Dispose();

    private int ReadOnce(Span<byte> buffer, long offset, bool canFail)
    {
        try
        {
            return RandomAccess.Read(_file, buffer, offset);
        }
        catch (IOException) when (canFail)
        {
            return 0;
        }
    }
}
