namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A small file system in memory. Only root can create one.</summary>
internal sealed class SmallDisk : IDisposable
{
    public const int Size = 256 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atlan-events-disk-");

    public SmallDisk()
    {
        if (Shell.Run("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", _folder.FullName) != 0)
            throw new InvalidOperationException("mount failed.");
    }

    /// <summary>Why no such file system can be created; null if it can.</summary>
    public static string? ReasonToSkip { get; } = FindReasonToSkip();

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        Shell.Run("umount", _folder.FullName);
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
