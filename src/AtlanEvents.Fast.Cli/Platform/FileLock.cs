namespace AtlanEvents.Fast.Cli.Platform;

/// <summary>Keeps other processes of the tool from using a file.</summary>
internal static class FileLock
{
    /// <summary>Locks a file for this process. The operating system releases the lock however the process ends.</summary>
    /// <remarks>
    /// The lock file <c>FILE.lock</c> is never removed: two processes could hold a lock that can be removed. The file itself cannot be
    /// locked if it is replaced or renamed.
    /// </remarks>
    /// <exception cref="ToolException">Another process holds the lock, or it cannot be created.</exception>
    public static IDisposable Take(string file)
    {
        string path = file + ".lock";
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ToolException(ExitCode.Stopped, $"another atlan-events is using {file}; wait until it ends, or stop it");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot write {path}: {SystemMessage.Of(exception)}", exception);
        }
    }
}
