namespace AtlanEvents.Fast.Cli.Tests.Inputs;

/// <summary>The tool following a file, with line-by-line access to its output.</summary>
internal sealed class FollowingTool : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    public FollowingTool(params string[] arguments)
    {
        _process = Tool.Start(arguments);
        _process.StandardInput.Close();
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(s_timeout);

    /// <summary>Waits for a line on standard error.</summary>
    public async Task<string?> ReadMessageAsync() => await _process.StandardError.ReadLineAsync().WaitAsync(s_timeout);

    /// <summary>Sends a signal and waits for the end.</summary>
    /// <returns>The exit code, and the rest of the output.</returns>
    public async Task<ToolResult> StopAsync(string signal)
    {
        Signal.Send(_process, signal);
        Task<string> error = _process.StandardError.ReadToEndAsync();
        string output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(s_timeout);
        await _process.WaitForExitAsync().WaitAsync(s_timeout);
        return new ToolResult(_process.ExitCode, Encoding.UTF8.GetBytes(output), await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }
}
