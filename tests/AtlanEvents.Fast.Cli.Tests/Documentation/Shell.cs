namespace AtlanEvents.Fast.Cli.Tests.Documentation;

/// <summary>Runs other programs.</summary>
internal static class Shell
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    /// <summary>Whether a program is installed.</summary>
    public static bool Has(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(
            folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Why a test of these programs must be skipped; null if it need not be.</summary>
    public static string? ReasonToSkip(string[] programs)
        => !OperatingSystem.IsLinux() ? "Elsewhere these programs have other options."
            : programs.FirstOrDefault(program => !Has(program)) is string missing ? $"There is no {missing} on this machine."
            : null;

    /// <summary>Runs a program to its end, with the given standard input.</summary>
    public static async Task<ToolResult> RunAsync(
        string program,
        string[] arguments,
        byte[] input,
        string? folder = null,
        params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(s_timeout);
        await using CancellationTokenRegistration end = timeout.Token.Register(() => process.Kill(entireProcessTree: true));
        Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
        using var output = new MemoryStream();
        Task copy = process.StandardOutput.BaseStream.CopyToAsync(output, timeout.Token);
        await process.StandardInput.BaseStream.WriteAsync(input, timeout.Token);
        process.StandardInput.Close();
        await copy;
        await process.WaitForExitAsync(timeout.Token);
        return new ToolResult(process.ExitCode, output.ToArray(), await error);
    }
}

/// <summary>A test that needs other programs.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs) => Skip = Shell.ReasonToSkip(programs);
}

/// <summary>A test with data that needs other programs.</summary>
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(params string[] programs) => Skip = Shell.ReasonToSkip(programs);
}
