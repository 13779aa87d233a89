using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Cli.Platform;

/// <summary>Makes the names in a folder durable, so that a rename survives a crash of the machine.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Flushes the folder of a file to disk. Does nothing on Windows, which has no such operation.</summary>
    /// <exception cref="IOException">The folder cannot be synced.</exception>
    public static void SyncFolderOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        int handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (handle < 0)
            throw new IOException($"cannot open the folder {folder}");

        try
        {
            if (Sync(handle) != 0)
                throw new IOException($"cannot sync the folder {folder}");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
