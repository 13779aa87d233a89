using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The machine on which the benchmarks run.</summary>
internal static class Machine
{
    /// <summary>The name of the processor, as it reports it.</summary>
    public static string Processor { get; } = ReadProcessor();

    /// <summary>The name and version of the operating system.</summary>
    public static string OperatingSystem => RuntimeInformation.OSDescription;

    /// <summary>The runtime and architecture, such as <c>.NET 10.0.1, X64</c>.</summary>
    public static string Runtime => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}";

    /// <summary>The vector width of the fast engine in bits.</summary>
    public static int VectorBits { get; } = EventReader.Create(
        Stream.Null, new EventReaderOptions { Engine = EventEngine.Fast }).VectorBits;

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
