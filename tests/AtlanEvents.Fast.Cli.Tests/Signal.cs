using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Sends signals to processes, and makes sure that they arrive.</summary>
internal static class Signal
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private const nint Default = 0;
    private const nint Ignore = 1;

    // At least as large as struct sigaction on any system; its first field is the handler.
    private const int ActionSize = 512;

    /// <summary>
    /// Makes the processes that this one starts handle SIGINT, even if the tests run in the background of a shell that ignores it.
    /// </summary>
    /// <remarks>An ignored signal is inherited, and the tool, as it should, keeps ignoring it. A shell cannot reset it either.</remarks>
    public static void RestoreInterrupt()
    {
        if (OperatingSystem.IsWindows())
            return;

        byte[] action = new byte[ActionSize];
        if (GetAction(Interrupt, IntPtr.Zero, action) == 0 && MemoryMarshal.Read<nint>(action) == Ignore)
            _ = SetHandler(Interrupt, Default);
    }

    /// <summary>Sends a signal, if the process is still running.</summary>
    /// <param name="process">The process.</param>
    /// <param name="name"><c>INT</c> or <c>TERM</c>.</param>
    public static void Send(Process process, string name) => _ = Kill(process.Id, name == "INT" ? Interrupt : Terminate);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "sigaction")]
    private static extern int GetAction(int signal, IntPtr newAction, byte[] oldAction);

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint SetHandler(int signal, nint handler);
}
