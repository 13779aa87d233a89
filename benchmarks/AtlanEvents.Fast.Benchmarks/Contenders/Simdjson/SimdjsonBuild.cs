using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Results;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;

/// <summary>Compiles shim.cpp for this processor and loads it. The library is cached until shim.cpp or the processor changes.</summary>
internal static class SimdjsonBuild
{
    private const string Flags = "-O3 -march=native -std=c++17 -shared -fPIC";

    private static readonly Lazy<(SimdjsonLibrary? Library, string Reason)> s_library = new(Load);

    /// <summary>The library, or <see langword="null"/> if it cannot be built.</summary>
    public static SimdjsonLibrary? Library => s_library.Value.Library;

    /// <summary>Why <see cref="Library"/> is null, and how to install what is missing; one line.</summary>
    public static string AbsenceReason => s_library.Value.Reason;

    private static (SimdjsonLibrary? Library, string Reason) Load()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return (null, "simdjson is not measured: its shim is built on Linux and macOS only.");

        string source = ReadSource();
        string path = Path.Combine(CacheFolder(), $"simdjson-shim-{Fingerprint(source)}.so");
        if (TryLoad(path, out SimdjsonLibrary? library))
            return (library, "");

        // It does not exist, or was built against a libsimdjson that has been removed.
        if (TryCompile(source, path, out string problem) && TryLoad(path, out library))
            return (library, "");

        return (null,
            $"simdjson is not measured: install a C++ compiler and simdjson (Debian: apt-get install g++ libsimdjson-dev). {problem}");
    }

    private static string ReadSource()
    {
        using Stream stream = typeof(SimdjsonBuild).Assembly.GetManifestResourceStream("shim.cpp")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // The processor is part of the fingerprint because of -march=native.
    private static string Fingerprint(string source)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source + Flags + Machine.Processor)))[..16];

    private static string CacheFolder()
    {
        // A folder of the user that others cannot write to, because its content is executed.
        string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        string folder = home.Length > 0
            ? Path.Combine(home, "AtlanEvents.Fast.Benchmarks")
            : Directory.CreateTempSubdirectory("AtlanEvents.Fast.Benchmarks-").FullName;
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static bool TryLoad(string path, out SimdjsonLibrary? library)
    {
        library = File.Exists(path) && NativeLibrary.TryLoad(path, out nint handle) ? new SimdjsonLibrary(handle) : null;
        return library is not null;
    }

    private static bool TryCompile(string source, string path, out string problem)
    {
        string compiler = Environment.GetEnvironmentVariable("CXX") is { Length: > 0 } named ? named : "g++";
        string temporary = $"{path}.{Environment.ProcessId}";
        var start = new ProcessStartInfo(compiler, $"{Flags} -x c++ - -o \"{temporary}\" -lsimdjson")
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(source);
            process.StandardInput.Close();
            process.WaitForExit();
            problem = errors.Result.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal), "").Trim();
            if (process.ExitCode != 0)
                return false;

            // Written under a temporary name and renamed, because several benchmark processes may compile at the same time.
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            problem = e.Message;
            return false;
        }
    }
}
