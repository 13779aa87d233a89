namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A small file system in memory. Only root can create one.</summary>
internal sealed class SmallDisk : IDisposable
{
    public const int Size = 256 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atlan-events-disk-");

    public SmallDisk()
    {
        if (!TryRun("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", _folder.FullName))
            throw new InvalidOperationException("mount failed.");
    }

    /// <summary>Why no such file system can be created; null if it can.</summary>
    public static string? ReasonToSkip { get; } = FindReasonToSkip();

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        TryRun("umount", _folder.FullName);
        _folder.Delete();
    }

    private static string? FindReasonToSkip()
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

/// <summary>A test that needs a <see cref="SmallDisk"/>.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.ReasonToSkip;
}

/// <summary>A test that needs a <see cref="SmallDisk"/>.</summary>
public sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    public SmallDiskTheoryAttribute() => Skip = SmallDisk.ReasonToSkip;
}
