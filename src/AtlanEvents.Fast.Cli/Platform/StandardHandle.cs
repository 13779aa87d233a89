using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Cli.Platform;

/// <summary>The three standard streams, by the numbers that the system gives them.</summary>
internal static class StandardHandle
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>Whether the process was started with this stream.</summary>
    /// <remarks>
    /// Where it was not (<c>atlan-events stats &lt;&amp;-</c>), the number goes to what the runtime opens first: a pipe of its own,
    /// which must be neither read nor written. What is inherited is never marked to be closed on exec; what the runtime opens is.
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
