namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>The result of running the tool.</summary>
internal sealed record ToolResult(int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement OutputJson => JsonDocument.Parse(OutputBytes).RootElement;
}

/// <summary>Runs the executable of the tool.</summary>
internal static class Tool
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    static Tool() => Signal.RestoreInterrupt();

    /// <summary>Runs the tool to its end.</summary>
    public static Task<ToolResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs the tool to its end, with the given standard input.</summary>
    public static async Task<ToolResult> RunAsync(byte[] input, string[] arguments, params (string Name, string Value)[] environment)
    {
        using Process process = Start(arguments, environment);
        using var timeout = new CancellationTokenSource(s_timeout);
        Task write = WriteAsync(process.StandardInput.BaseStream, input);
        Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        await write;
        return new ToolResult(process.ExitCode, output.ToArray(), await error);
    }

    /// <summary>Starts the tool. The caller handles the standard streams.</summary>
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
            // The tool ended without reading all of its input. The caller checks whether it should have.
        }
    }
}
