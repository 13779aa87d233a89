using System.Diagnostics;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A file system with little room. Only root can make one.</summary>
internal sealed class SmallDisk : IDisposable
{
    public const int Size = 256 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atlan-events-disk-");

    public SmallDisk()
    {
        if (!TryRun("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", _folder.FullName))
            throw new InvalidOperationException("mount failed.");
    }

    /// <summary>Why there can be none here, if so.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        TryRun("umount", _folder.FullName);
        _folder.Delete();
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux())
            return "Only Linux has tmpfs.";

        if (!Environment.IsPrivilegedProcess)
            return "Only root may mount a file system.";

        try
        {
            using var disk = new SmallDisk();
            return null;
        }
        catch (InvalidOperationException)
        {
            return "This root may not mount a file system, as in most containers.";
        }
    }

    private static bool TryRun(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
