using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Testing.Memory;

/// <summary>Maps and protects whole pages of memory.</summary>
internal static partial class Pages
{
    private const int ProtNone = 0x0;
    private const int ProtRead = 0x1;
    private const int ProtWrite = 0x2;
    private const int MapPrivate = 0x02;
    private const int MapAnonymousOnLinux = 0x20;
    private const int MapAnonymousOnMac = 0x1000;

    private const uint MemReserveAndCommit = 0x3000;
    private const uint MemRelease = 0x8000;
    private const uint PageNoAccess = 0x01;
    private const uint PageReadWrite = 0x04;

    /// <summary>Maps pages that can be read and written.</summary>
    public static nint Map(int size)
    {
        if (OperatingSystem.IsWindows())
            return Check(VirtualAlloc(0, (nuint)size, MemReserveAndCommit, PageReadWrite), isDone: address => address != 0);

        int anonymous = OperatingSystem.IsMacOS() ? MapAnonymousOnMac : MapAnonymousOnLinux;
        return Check(MMap(0, (nuint)size, ProtRead | ProtWrite, MapPrivate | anonymous, -1, 0), isDone: address => address != -1);
    }

    /// <summary>Makes pages inaccessible; touching them crashes the process.</summary>
    public static void Close(nint address, int size)
    {
        if (OperatingSystem.IsWindows())
            Check(VirtualProtect(address, (nuint)size, PageNoAccess, out _), isDone: result => result != 0);
        else
            Check(MProtect(address, (nuint)size, ProtNone), isDone: result => result == 0);
    }

    /// <summary>Unmaps pages.</summary>
    public static void Unmap(nint address, int size)
    {
        if (OperatingSystem.IsWindows())
            Check(VirtualFree(address, 0, MemRelease), isDone: result => result != 0);
        else
            Check(MUnmap(address, (nuint)size), isDone: result => result == 0);
    }

    private static T Check<T>(T result, Func<T, bool> isDone)
        => isDone(result) ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int MProtect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int MUnmap(nint address, nuint length);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int VirtualProtect(nint address, nuint size, uint protection, out uint before);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int VirtualFree(nint address, nuint size, uint type);
}
