using System.ComponentModel;
using System.Diagnostics;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The repository of the benchmarks.</summary>
internal static class Repository
{
    private const string Solution = "AtlanEvents.Fast.sln";

    /// <summary>Returns the folder of the solution, searching upwards from the current folder and from that of this program.</summary>
    /// <exception cref="ArgumentException">The solution was not found.</exception>
    public static string Root()
        => RootAbove(Directory.GetCurrentDirectory())
            ?? RootAbove(AppContext.BaseDirectory)
            ?? throw new ArgumentException($"{Solution} was not found above the current folder: specify --output FOLDER.");

    /// <summary>
    /// Returns the checked-out commit, such as <c>1a2b3c4</c>, with a note if there are uncommitted changes; <c>unknown</c> without git or
    /// outside a repository.
    /// </summary>
    public static string Commit()
    {
        string? root = RootAbove(AppContext.BaseDirectory) ?? RootAbove(Directory.GetCurrentDirectory());
        string commit = root is null ? "" : Git(root, "rev-parse", "--short", "HEAD");
        if (commit.Length == 0)
            return "unknown";

        return Git(root!, "status", "--porcelain", "--untracked-files=no").Length == 0 ? commit : $"{commit} with changes";
    }

    private static string? RootAbove(string folder)
    {
        for (DirectoryInfo? current = new(folder); current is not null; current = current.Parent)
        {
            if (File.Exists(Path.Combine(current.FullName, Solution)))
                return current.FullName;
        }

        return null;
    }

    private static string Git(string root, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("git", ["-C", root, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : "";
        }
        catch (Win32Exception)
        {
            return "";
        }
    }
}
