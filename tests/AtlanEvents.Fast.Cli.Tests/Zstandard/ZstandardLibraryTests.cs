using AtlanEvents.Fast.Cli.Inputs.Zstandard;

namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>Where libzstd is not there.</summary>
public sealed class ZstandardLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_library_that_is_not_there_is_none() => Assert.Equal(IntPtr.Zero, ZstandardLibrary.Load(["libno-such-library.so.1"]));

    [ZstandardFact]
    public void The_first_name_that_there_is_counts()
        => Assert.NotEqual(IntPtr.Zero, ZstandardLibrary.Load(["libno-such-library.so.1", .. ZstandardLibrary.SystemNames]));

    [Fact]
    public async Task Without_it_a_Zstandard_input_exits_69_and_others_are_read()
    {
        if (!OperatingSystem.IsLinux())
            return;

        // What is found first under its name is no library.
        _folder.Write(ZstandardLibrary.SystemNames[0], "");
        string compressed = _folder.Write("dump.zst", [0x28, 0xB5, 0x2F, 0xFD, 0, 0]);
        (string, string) path = ("LD_LIBRARY_PATH", _folder.PathOf(""));

        ToolResult missing = await Tool.RunAsync([], ["stats", compressed], path);
        ToolResult other = await Tool.RunAsync([], ["stats", Repository.BulkDelete], path);

        Assert.Equal((69, 0), (missing.ExitCode, other.ExitCode));
        Assert.Contains("dump.zst: it is compressed with Zstandard, and there is no libzstd here", missing.Error);
        Assert.Contains("apt install libzstd1", missing.Error);
        Assert.Contains("zstd -dc FILE | atlan-events ...", missing.Error);
        Assert.DoesNotContain("   at ", missing.Error);
    }
}
