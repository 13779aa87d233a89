using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Platform;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Receiving.Files;

/// <summary>A file of lines, to which blocks of whole lines are appended for good.</summary>
internal sealed class MessageFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;

    private MessageFile(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>The length of the file, all of which is synced.</summary>
    public long Length { get; private set; }

    /// <summary>The length of the unfinished line that was removed when the file was opened.</summary>
    public long RepairedBytes { get; private set; }

    /// <summary>Opens or creates a file, and removes the unfinished line that a crash may have left at its end.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be opened.</exception>
    public static MessageFile Open(string path)
    {
        SafeFileHandle handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var file = new MessageFile(path, handle);
            file.Repair();

            // The name must be as durable as the content.
            RandomAccess.FlushToDisk(handle);
            FolderSync.SyncFolderOf(path);
            return file;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Appends whole lines and syncs them. If that fails, the file is as before.</summary>
    /// <exception cref="ToolException">The lines cannot be appended.</exception>
    /// <exception cref="RollbackException">The file is not as before, so nothing must be appended any more.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        try
        {
            RandomAccess.Write(_handle, lines, Length);
            RandomAccess.FlushToDisk(_handle);
            Length += lines.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Rollback();
            throw new ToolException(ExitCode.InputOutput, $"cannot write {_path}: {SystemMessage.Of(exception)}", exception);
        }
    }

    public void Dispose() => _handle.Dispose();

    // A sync that failed may have dropped what was written, and a later one would not tell. Without these bytes, there is nothing to tell.
    private void Rollback()
    {
        try
        {
            RandomAccess.SetLength(_handle, Length);
            RandomAccess.FlushToDisk(_handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RollbackException($"cannot remove an unfinished write from {_path}: {SystemMessage.Of(exception)}", exception);
        }
    }

    private void Repair()
    {
        long end = LastLine.EndOf(_handle);
        RepairedBytes = Length - end;
        if (RepairedBytes > 0)
            RandomAccess.SetLength(_handle, end);

        Length = end;
    }
}

/// <summary>A failed write could not be undone, so the content of the file is not known any more.</summary>
internal sealed class RollbackException(string message, Exception cause) : IOException(message, cause);
