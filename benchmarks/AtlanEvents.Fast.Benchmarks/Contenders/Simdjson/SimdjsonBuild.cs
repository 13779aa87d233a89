using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Results;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;

/// <summary>Compiles shim.cpp for this processor and loads it; once for each version of its text, then from a cache.</summary>
internal static class SimdjsonBuild
{
    private const string Flags = "-O3 -march=native -std=c++17 -shared -fPIC";

    private static readonly Lazy<(SimdjsonLibrary? Library, string Reason)> s_library = new(Load);

    /// <summary>The library, or <see langword="null"/> where it cannot be built.</summary>
    public static SimdjsonLibrary? Library => s_library.Value.Library;

    /// <summary>Why there is none, and what to do about it; one line.</summary>
    public static string WhyAbsent => s_library.Value.Reason;

    private static (SimdjsonLibrary? Library, string Reason) Load()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return (null, "simdjson is left out: its shim is built on Linux and macOS only.");

        string source = ReadSource();
        string path = Path.Combine(CacheFolder(), $"simdjson-shim-{Fingerprint(source)}.so");
        if (TryLoad(path, out SimdjsonLibrary? library))
            return (library, "");

        // Not there, or built against a libsimdjson that is gone.
        if (TryCompile(source, path, out string problem) && TryLoad(path, out library))
            return (library, "");

        return (null, $"simdjson is left out: install a C++ compiler and simdjson (Debian: apt-get install g++ libsimdjson-dev). {problem}");
    }

    private static string ReadSource()
    {
        using Stream stream = typeof(SimdjsonBuild).Assembly.GetManifestResourceStream("shim.cpp")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // What it is built from and for: -march=native makes it another on another processor.
    private static string Fingerprint(string source)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source + Flags + Machine.Processor)))[..16];

    private static string CacheFolder()
    {
        // The user's own folder, not one that others can write to: what is in it gets executed.
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
        string unfinished = $"{path}.{Environment.ProcessId}";
        var start = new ProcessStartInfo(compiler, $"{Flags} -x c++ - -o \"{unfinished}\" -lsimdjson")
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

            // Renamed when whole: several benchmark processes may do this at once.
            File.Move(unfinished, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            problem = e.Message;
            return false;
        }
    }
}
