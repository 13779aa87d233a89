using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Cli.Platform;

/// <summary>The descriptors of the standard streams.</summary>
internal static class StandardHandle
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>Whether the process was started with a stream.</summary>
    /// <remarks>
    /// If it was not (<c>atlan-events stats &lt;&amp;-</c>), the runtime's first internal pipe gets the descriptor, and must be neither
    /// read nor written. Inherited descriptors never have the close-on-exec flag; those of the runtime do.
    /// </remarks>
    public static bool IsOpen(int handle)
    {
        if (OperatingSystem.IsWindows())
            return true;

        int flags = FileControl(handle, GetDescriptorFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int FileControl(int handle, int command);
}
