using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Cli.Platform;

/// <summary>Identifies files, to find out whether two paths, or a path and a standard stream, are the same file.</summary>
internal static class FileIdentity
{
    // statx(2): its structure is the same on every architecture.
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint TypeAndNumber = 0x101;
    private const int StructureSize = 256;
    private const int ModeOffset = 28;
    private const int NumberOffset = 32;
    private const int DeviceOffset = 136;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>The identity of a file; <see langword="null"/> for a device or a pipe.</summary>
    /// <remarks>
    /// If the system does not provide one, as for a file that does not exist yet, it is the path; hard links are then different files.
    /// </remarks>
    public static string? Of(string path)
        => TryGet(CurrentFolder, path, 0, out string? identity) ? identity : FinalPath(path);

    /// <summary>The identity of an open file; <see langword="null"/> also if the system does not provide one.</summary>
    public static string? Of(int handle)
    {
        TryGet(handle, "", EmptyPath, out string? identity);
        return identity;
    }

    private static bool TryGet(int folder, string path, int flags, out string? identity)
    {
        identity = null;
        if (!OperatingSystem.IsLinux())
            return false;

        byte[] result = new byte[StructureSize];
        try
        {
            if (StatX(folder, Encoding.UTF8.GetBytes(path + '\0'), flags, TypeAndNumber, result) != 0)
                return false;
        }
        catch (EntryPointNotFoundException)
        {
            // The C library is older than 2018.
            return false;
        }

        if ((Read<ushort>(result, ModeOffset) & TypeMask) == RegularFile)
        {
            ulong device = Read<ulong>(result, DeviceOffset);
            ulong number = Read<ulong>(result, NumberOffset);
            identity = string.Create(CultureInfo.InvariantCulture, $"{device}:{number}");
        }


        return true;
    }

    private static T Read<T>(byte[] structure, int offset)
        where T : unmanaged
        => MemoryMarshal.Read<T>(structure.AsSpan(offset));

    private static string FinalPath(string path)
        => (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int StatX(int folder, byte[] path, int flags, uint mask, byte[] result);
}
