using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AtlanEvents.Fast.Cli.Platform;

/// <summary>Tells whether two names, or a name and a standard stream, are the same file.</summary>
internal static class FileIdentity
{
    // statx(2), whose structure is the same on every processor.
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint TypeAndNumber = 0x101;
    private const int StructureSize = 256;
    private const int ModeOffset = 28;
    private const int NumberOffset = 32;
    private const int DeviceOffset = 136;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>What two names of one file have in common; <see langword="null"/> for a device or a pipe.</summary>
    /// <remarks>Where the system does not tell, as when there is no such file yet, this is the path. Hard links are then two files.</remarks>
    public static string? Of(string path)
        => Ask(CurrentFolder, path, 0, out string? identity) ? identity : FinalPath(path);

    /// <summary>The same for what is open, such as a standard stream; <see langword="null"/> too where the system does not tell.</summary>
    public static string? Of(int handle)
    {
        Ask(handle, "", EmptyPath, out string? identity);
        return identity;
    }

    private static bool Ask(int folder, string path, int flags, out string? identity)
    {
        identity = null;
        if (!OperatingSystem.IsLinux())
            return false;

        byte[] answer = new byte[StructureSize];
        try
        {
            if (StatX(folder, Encoding.UTF8.GetBytes(path + '\0'), flags, TypeAndNumber, answer) != 0)
                return false;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than 2018.
            return false;
        }

        if ((Read<ushort>(answer, ModeOffset) & TypeMask) == RegularFile)
            identity = string.Create(CultureInfo.InvariantCulture, $"{Read<ulong>(answer, DeviceOffset)}:{Read<ulong>(answer, NumberOffset)}");

        return true;
    }

    private static T Read<T>(byte[] structure, int offset)
        where T : unmanaged
        => MemoryMarshal.Read<T>(structure.AsSpan(offset));

    private static string FinalPath(string path)
        => (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int StatX(int folder, byte[] path, int flags, uint mask, byte[] answer);
}
