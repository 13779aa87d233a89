using System.Collections;
using System.Diagnostics;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>
/// Runs a command of <see cref="RunnerMain"/> in a separate process: tests that may crash the process, and tests of what the runtime
/// decides at startup.
/// </summary>
public static class ChildProcess
{
    // Ends a process that hangs; all others need less than a tenth of this time.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    // Variables that affect the runtime or the library. A child process inherits none of them.
    private static readonly string[] s_prefixes =
        ["DOTNET_Enable", "COMPlus_Enable", "DOTNET_MaxVector", "DOTNET_Preferred", "ATLAN_EVENTS_ENGINE", "ATLAN_EVENTS_VECTOR"];

    private static string RunnerPath
    {
        get
        {
            string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);
            return Repository.PathOf(
                "tests", "AtlanEvents.Fast.IsaRunner", "bin", configuration, "net10.0", "AtlanEvents.Fast.IsaRunner.dll");
        }
    }

    /// <summary>Runs until the process exits.</summary>
    public static async Task<ChildResult> RunAsync(string[] arguments, params (string Name, string? Value)[] environment)
    {
        string breadcrumb = Breadcrumb.CreateFile();
        try
        {
            using Process process = Start([breadcrumb, .. arguments], environment);
            using var timeout = new CancellationTokenSource(s_patience);
            try
            {
                Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
                string output = await process.StandardOutput.ReadToEndAsync(timeout.Token).ConfigureAwait(false);
                await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
                return new ChildResult(process.ExitCode, output + await error.ConfigureAwait(false), Breadcrumb.Read(breadcrumb));
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill();
            }
        }
        finally
        {
            File.Delete(breadcrumb);
        }
    }

    private static Process Start(string[] arguments, (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is string path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(RunnerPath);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        foreach (string name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key))
        {
            if (s_prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                start.Environment.Remove(name);
        }

        foreach ((string name, string? value) in environment)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }
}

/// <summary>The result of a child process.</summary>
/// <param name="ExitCode">0 on success.</param>
/// <param name="Output">Its output, errors last.</param>
/// <param name="LastCase">Its last test case.</param>
public sealed record ChildResult(int ExitCode, string Output, string LastCase)
{
    public override string ToString() => $"Exit code {ExitCode}. Last case: {LastCase}\n{Output}";
}
