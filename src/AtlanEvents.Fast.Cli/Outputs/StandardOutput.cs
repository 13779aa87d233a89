using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Opens standard output so that a reader who went away is noticed.</summary>
internal static class StandardOutput
{
    private const int Handle = 1;
    private const int BrokenPipe = 32;

    /// <summary>A stream on standard output. It has no buffer.</summary>
    public static Stream Open()
    {
        // The console's stream swallows EPIPE, so that `atlan-events replay x | head -1` would work on to the end. A file stream
        // reports it. But on a regular file it writes at offsets of its own and leaves the shell's where it was, so that what
        // the next command writes would overwrite ours. There, where no pipe can break, the console's stream is right.
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();

        var stream = new FileStream(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>Whether the exception says that nobody reads what we write.</summary>
    public static bool IsClosed(IOException exception) => exception.HResult == BrokenPipe;
}
