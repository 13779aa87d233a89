using AtlanEvents.Fast.Cli.Platform;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Opens standard output so that a reader who went away is noticed.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32;

    /// <summary>A stream on standard output. It has no buffer.</summary>
    /// <exception cref="ToolException">It is closed.</exception>
    public static Stream Open()
    {
        if (!StandardHandle.IsOpen(StandardHandle.Output))
            throw new ToolException(ExitCode.InputOutput, "cannot write standard output: it is closed");

        // The console's stream swallows EPIPE, so that `atlan-events replay x | head -1` would work on to the end. A file stream
        // reports it. But on a regular file it writes at offsets of its own and leaves the shell's where it was, so that what
        // the next command writes would overwrite ours. There, where no pipe can break, the console's stream is right.
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();

        var stream = new FileStream(new SafeFileHandle(StandardHandle.Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>Standard output for text such as help, which is lost where it is closed.</summary>
    public static TextWriter OpenText()
        => StandardHandle.IsOpen(StandardHandle.Output) ? new StreamWriter(Open()) : TextWriter.Null;

    /// <summary>Whether the exception says that nobody reads what we write.</summary>
    public static bool IsClosed(IOException exception) => exception.HResult == BrokenPipe;
}
