using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Checking;

namespace AtlanEvents.Fast.Benchmarks.Files;

/// <summary>A way to read a file that a user could pick.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Input">The input, such as <c>1 GB</c>.</param>
/// <param name="Bytes">The size of the input in bytes, decompressed.</param>
/// <param name="Threads">The number of threads that it may use.</param>
/// <param name="Run">Reads the input once, checks the result, and returns the time it took.</param>
internal sealed record FileContender(string Name, string Input, long Bytes, int Threads, Func<TimeSpan> Run)
{
    /// <summary>Creates a contender that is a process.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">The input.</param>
    /// <param name="bytes">The size of the input in bytes, decompressed.</param>
    /// <param name="threads">The number of threads that it may use.</param>
    /// <param name="expected">A text that the output must contain.</param>
    /// <param name="command">The executable and its arguments.</param>
    public static FileContender OfProcess(string name, string input, long bytes, int threads, string expected, params string[] command)
        => new(name, input, bytes, threads, () => Measure(command, expected));

    private static TimeSpan Measure(string[] command, string expected)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };
        long before = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(before);
        if (process.ExitCode != 0 || !output.Contains(expected, StringComparison.Ordinal))
            throw new WrongResultException($"{string.Join(' ', command)}: exit code {process.ExitCode}, without '{expected}'.");

        return elapsed;
    }
}
