using AtlanEvents.Fast.Cli.Platform;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Opens standard output so that a closed pipe is noticed.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32;

    /// <summary>Opens standard output, unbuffered.</summary>
    /// <exception cref="ToolException">Standard output is closed.</exception>
    public static Stream Open()
    {
        if (!StandardHandle.IsOpen(StandardHandle.Output))
            throw new ToolException(ExitCode.InputOutput, "cannot write standard output: it is closed");

        // The console stream ignores EPIPE, so that `atlan-events replay x | head -1` would run to the end; a file stream reports it. On a
        // regular file, however, a file stream writes at its own offsets and does not advance the shared one, so that the next command in
        // the shell would overwrite the output. A regular file has no pipe to break, so the console stream is used there.
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();

        var stream = new FileStream(new SafeFileHandle(StandardHandle.Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>Writes a report as one record.</summary>
    /// <exception cref="ToolException">Standard output is closed, or cannot be written.</exception>
    public static void WriteReport(Action<OutputWriter> write)
    {
        using OutputWriter output = OutputWriter.ToStandardOutput();
        write(output);
        output.EndRecord();
        output.Flush();
    }

    /// <summary>Opens standard output for text such as help, which is discarded if it is closed.</summary>
    public static TextWriter OpenText()
        => StandardHandle.IsOpen(StandardHandle.Output) ? new StreamWriter(Open()) : TextWriter.Null;

    /// <summary>Whether the exception means that the reader of a pipe has closed it.</summary>
    public static bool IsClosed(IOException exception) => exception.HResult == BrokenPipe;
}
