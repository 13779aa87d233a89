using System.Collections;
using System.Diagnostics;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>
/// Runs a command of <see cref="RunnerMain"/> in a process of its own: what may end the process, or what the runtime decides once
/// when it starts.
/// </summary>
public static class ChildProcess
{
    // Against one that hangs; none needs a tenth of it.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    // What changes the runtime or the library; a child has none of it but what it is given.
    private static readonly string[] s_prefixes = ["DOTNET_Enable", "COMPlus_Enable", "DOTNET_MaxVector", "DOTNET_Preferred", "ATLAN_EVENTS_ENGINE", "ATLAN_EVENTS_VECTOR"];

    private static string RunnerPath
    {
        get
        {
            string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);
            return Repository.PathOf("tests", "AtlanEvents.Fast.IsaRunner", "bin", configuration, "net10.0", "AtlanEvents.Fast.IsaRunner.dll");
        }
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<ChildResult> RunAsync(string[] arguments, params (string Name, string? Value)[] environment)
    {
        string breadcrumb = Breadcrumb.MakeFile();
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
        var start = new ProcessStartInfo(Environment.ProcessPath is string path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
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
