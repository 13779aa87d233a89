using System.Diagnostics;
using System.Text;

namespace AtlanEvents.Fast.Cli.Tests.Inputs;

/// <summary>The tool while it follows a file: what it writes is waited for, line by line.</summary>
internal sealed class FollowingTool : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    public FollowingTool(params string[] arguments)
    {
        _process = Tool.Start(arguments);
        _process.StandardInput.Close();
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);

    /// <summary>Waits for a line of what is said to people.</summary>
    public async Task<string?> ReadMessageAsync() => await _process.StandardError.ReadLineAsync().WaitAsync(s_patience);

    /// <summary>Sends a signal and waits for the end.</summary>
    /// <returns>The exit code, and what had not been read.</returns>
    public async Task<ToolResult> StopAsync(string signal)
    {
        Signal.Send(_process, signal);
        Task<string> error = _process.StandardError.ReadToEndAsync();
        string output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(s_patience);
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return new ToolResult(_process.ExitCode, Encoding.UTF8.GetBytes(output), await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }
}
