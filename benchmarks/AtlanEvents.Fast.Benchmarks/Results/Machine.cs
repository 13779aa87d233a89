using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The machine that measures.</summary>
internal static class Machine
{
    /// <summary>The processor's name, as it gives it.</summary>
    public static string Processor { get; } = ReadProcessor();

    /// <summary>The operating system's name and version.</summary>
    public static string OperatingSystem => RuntimeInformation.OSDescription;

    /// <summary>Such as <c>.NET 10.0.1, X64</c>.</summary>
    public static string Runtime => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}";

    /// <summary>How many bits wide the vectors of the fast engine are here.</summary>
    public static int VectorBits { get; } = EventReader.Create(Stream.Null, new EventReaderOptions { Engine = EventEngine.Fast }).VectorBits;

    private static string ReadProcessor()
    {
        const string LinuxSource = "/proc/cpuinfo";
        const string Key = "model name";
        string? line = File.Exists(LinuxSource)
            ? File.ReadLines(LinuxSource).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
