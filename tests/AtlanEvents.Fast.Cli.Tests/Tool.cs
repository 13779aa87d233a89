using System.Diagnostics;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Runs the real executable, as the build left it.</summary>
internal static class Tool
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs to the end.</summary>
    public static Task<ToolResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs to the end, with this on standard input.</summary>
    public static async Task<ToolResult> RunAsync(byte[] input, string[] arguments, params (string Name, string Value)[] environment)
    {
        using Process process = Start(arguments, environment);
        using var timeout = new CancellationTokenSource(s_patience);
        Task write = WriteAsync(process.StandardInput.BaseStream, input);
        Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        await write;
        return new ToolResult(process.ExitCode, output.ToArray(), await error);
    }

    /// <summary>Starts and leaves the streams to the caller.</summary>
    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Repository.ToolPath, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ATLAN_EVENTS_ENGINE");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }

    private static async Task WriteAsync(Stream stream, byte[] input)
    {
        try
        {
            await using (stream)
                await stream.WriteAsync(input);
        }
        catch (IOException)
        {
            // The tool ended without reading it all, which is for the test to judge.
        }
    }
}
