namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Runs programs.</summary>
internal static class Shell
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    /// <summary>Whether a program is installed.</summary>
    public static bool Has(string program) => PathOf(program) is not null;

    /// <summary>The path of a program; null if it is not installed.</summary>
    public static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>Why a test of these programs must be skipped; null if it need not be.</summary>
    public static string? ReasonToSkip(string[] programs)
        => !OperatingSystem.IsLinux() ? "Outside Linux, these programs have other options."
            : programs.FirstOrDefault(program => !Has(program)) is string missing ? $"{missing} is not installed."
            : null;

    /// <summary>Starts a program. The caller handles the standard streams.</summary>
    public static Process Start(
        string program,
        string[] arguments,
        string folder = "",
        params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment.Remove("ATLAN_EVENTS_ENGINE");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end, with the given standard input.</summary>
    public static async Task<ToolResult> RunAsync(
        string program,
        string[] arguments,
        byte[]? input = null,
        string folder = "",
        params (string Name, string Value)[] environment)
    {
        using Process process = Start(program, arguments, folder, environment);
        return await process.FinishAsync(input);
    }

    /// <summary>Runs a program that neither reads nor writes anything, and returns its exit code.</summary>
    public static int Run(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Writes the standard input of a process and reads its output until it ends.</summary>
    public static async Task<ToolResult> FinishAsync(this Process process, byte[]? input = null)
    {
        using var timeout = new CancellationTokenSource(s_timeout);
        await using CancellationTokenRegistration end = timeout.Token.Register(() => process.Kill(entireProcessTree: true));
        Task write = WriteAsync(process.StandardInput.BaseStream, input ?? []);
        Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        await write;
        return new ToolResult(process.ExitCode, output.ToArray(), await error);
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
            // The program ended without reading all of its input. The caller checks whether it should have.
        }
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
