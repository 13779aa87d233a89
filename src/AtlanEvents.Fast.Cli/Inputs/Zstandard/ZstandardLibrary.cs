using System.Reflection;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Cli.Inputs.Zstandard;

/// <summary>The system's libzstd (https://facebook.github.io/zstd), which is only looked for when an input needs it.</summary>
internal static class ZstandardLibrary
{
    /// <summary>What the imports call it, whatever its file is called.</summary>
    public const string Name = "libzstd";

    private static readonly string[] s_linuxNames = ["libzstd.so.1"];
    private static readonly string[] s_windowsNames = ["libzstd.dll", "zstd.dll"];

    // Homebrew's folders are not among those that are searched.
    private static readonly string[] s_macNames = ["libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "/usr/local/lib/libzstd.1.dylib"];

    private static readonly Lazy<IntPtr> s_handle = new(() => Load(SystemNames));

    static ZstandardLibrary()
        => NativeLibrary.SetDllImportResolver(typeof(ZstandardLibrary).Assembly, (name, _, _) => name == Name ? s_handle.Value : IntPtr.Zero);

    /// <summary>Under which names this system may have it.</summary>
    public static IReadOnlyList<string> SystemNames
        => OperatingSystem.IsWindows() ? s_windowsNames : OperatingSystem.IsMacOS() ? s_macNames : s_linuxNames;

    /// <summary>Whether an input can be decompressed here.</summary>
    public static bool IsAvailable => s_handle.Value != IntPtr.Zero;

    /// <summary>Sees to it that the library is there.</summary>
    /// <param name="input">The name of the input that needs it, for the message.</param>
    /// <exception cref="ToolException">It is not.</exception>
    public static void Require(string input) => Require(input, IsAvailable);

    /// <inheritdoc cref="Require(string)"/>
    public static void Require(string input, bool isAvailable)
    {
        if (isAvailable)
            return;

        string install = OperatingSystem.IsWindows()
            ? "put libzstd.dll where the tool is or on the PATH"
            : OperatingSystem.IsMacOS() ? "brew install zstd" : "apt install libzstd1, or what your system calls it";
        throw new ToolException(
            ExitCode.Unavailable,
            $"cannot read {input}: it is compressed with Zstandard, and there is no libzstd here. Install it ({install}), " +
            "or decompress on the way: zstd -dc FILE | atlan-events ...");
    }

    /// <summary>Loads the first of these that there is.</summary>
    /// <returns>Zero if there is none.</returns>
    public static IntPtr Load(IEnumerable<string> names)
    {
        // Not the current folder: what lies there may have come with the input.
        const DllImportSearchPath Places = DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories;
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), Places, out IntPtr handle))
                return handle;
        }

        return IntPtr.Zero;
    }
}
