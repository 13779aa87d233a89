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
    static Tool() => Signal.RestoreInterrupt();

    /// <summary>Runs the tool to its end.</summary>
    public static Task<ToolResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs the tool to its end, with the given standard input.</summary>
    public static Task<ToolResult> RunAsync(byte[] input, string[] arguments, params (string Name, string Value)[] environment)
        => Shell.RunAsync(Repository.ToolPath, arguments, input, folder: "", environment);

    /// <inheritdoc cref="RunAsync(byte[], string[], ValueTuple{string, string}[])"/>
    public static Task<ToolResult> RunAsync(string input, string[] arguments, params (string Name, string Value)[] environment)
        => RunAsync(Encoding.UTF8.GetBytes(input), arguments, environment);

    /// <summary>Starts the tool. The caller handles the standard streams.</summary>
    public static Process Start(params string[] arguments) => Shell.Start(Repository.ToolPath, arguments);
}
