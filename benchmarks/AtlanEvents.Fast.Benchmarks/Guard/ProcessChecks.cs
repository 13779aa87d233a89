using System.Diagnostics;
using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Guard;

/// <summary>
/// Checks that the speed of the fast engine does not depend on luck: profile-guided optimisation, what else the process did, or the JIT.
/// </summary>
/// <remarks>
/// Two processes run the verb <c>speed</c>, one of them under default conditions, and measure in turns, so that a slow phase of the machine
/// affects both alike.
/// </remarks>
internal static class ProcessChecks
{
    private const int Rounds = 31;

    public static IReadOnlyList<ProcessFloor> Floors { get; } = [.. Create()];

    /// <summary>Measures the speed under the conditions of a floor, relative to that under default conditions.</summary>
    /// <param name="floor">The floor.</param>
    /// <param name="nativeExecutable">This program, compiled by NativeAOT.</param>
    /// <returns>The median of the ratios of each round.</returns>
    public static double Measure(ProcessFloor floor, string nativeExecutable)
    {
        using Process usual = Start(ManagedProgram(), floor.Workload, variable: "", arguments: []);
        using Process other = Start(
            floor.IsNative ? [nativeExecutable] : ManagedProgram(), floor.Workload, floor.Variable, floor.Arguments);

        // The first answer comes after the warm-up.
        MeasureOnce(usual);
        MeasureOnce(other);
        double[] ratios = [.. Enumerable.Range(0, Rounds).Select(_ => MeasureOnce(usual) / MeasureOnce(other)).Order()];
        foreach (Process process in new[] { usual, other })
        {
            process.StandardInput.Close();
            process.WaitForExit();
        }

        return ratios[Rounds / 2];
    }

    private static IEnumerable<ProcessFloor> Create()
    {
        foreach (string workload in new[] { WorkloadCatalog.BulkDelete, WorkloadCatalog.Varied })
        {
            yield return new("without profile-guided optimisation", workload) { Variable = "DOTNET_TieredPGO" };
            yield return new("after every engine and vector width", workload) { Arguments = [SpeedCommand.AfterAllEngines] };
            yield return new("after other streams", workload) { Arguments = [SpeedCommand.AfterOtherStreams] };
            yield return new("while metrics are listened to", workload) { Arguments = [SpeedCommand.WithListener] };
            yield return new("NativeAOT", workload) { IsNative = true };
        }
    }

    /// <summary>The command line of this program: its executable, or <c>dotnet</c> and its assembly.</summary>
    private static string[] ManagedProgram()
    {
        string executable = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(executable) == "dotnet"
            ? [executable, Path.Combine(AppContext.BaseDirectory, "AtlanEvents.Fast.Benchmarks.dll")]
            : [executable];
    }

    private static Process Start(string[] program, string workload, string variable, string[] arguments)
    {
        var start = new ProcessStartInfo(program[0], [.. program[1..], "speed", .. arguments, workload])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (variable.Length > 0)
            start.Environment[variable] = "0";

        return Process.Start(start)!;
    }

    private static double MeasureOnce(Process process)
    {
        process.StandardInput.WriteLine();
        string? seconds = process.StandardOutput.ReadLine();
        return seconds is null
            ? throw new InvalidOperationException($"{process.StartInfo.FileName} stopped instead of measuring.")
            : double.Parse(seconds, CultureInfo.InvariantCulture);
    }
}

/// <summary>The minimum speed of a process under some conditions, relative to one under default conditions.</summary>
internal sealed record ProcessFloor(string Conditions, string Workload)
{
    /// <summary>The minimum. About 1 is reached; shared machines vary.</summary>
    public const double Ratio = 0.70;

    /// <summary>An environment variable to set to 0.</summary>
    public string Variable { get; init; } = "";

    /// <summary>Arguments of the verb <c>speed</c>.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>Whether the process is compiled by NativeAOT.</summary>
    public bool IsNative { get; init; }
}
