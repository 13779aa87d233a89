using System.Diagnostics;
using static AtlanEvents.Fast.Cli.Tests.Events;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A disk with room for a part of what is written: a file system of 256 KB in memory.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SmallDiskTheory]
    [InlineData("raw")]
    [InlineData("fields")]
    [InlineData("csv")]
    public async Task Events_that_do_not_fit_exit_74_and_the_file_holds_whole_lines(string format)
    {
        byte[] all = (await Tool.RunAsync("replay", "--format", format, Repository.BulkDelete)).OutputBytes;
        using var disk = new SmallDisk();

        ToolResult result = await Tool.RunAsync("replay", "--format", format, "--to", disk.PathOf("out"), Repository.BulkDelete);

        Assert.Equal(74, result.ExitCode);
        Assert.Equal($"atlan-events: cannot write {disk.PathOf("out")}: No space left on device\n", result.Error);
        AssertWholeLines(await File.ReadAllBytesAsync(disk.PathOf("out")), all);
    }

    [SmallDiskFact]
    public async Task Rejected_lines_that_do_not_fit_exit_74_and_the_dead_letter_holds_whole_lines()
    {
        string input = _folder.Write("bad.ndjson", string.Concat(Enumerable.Repeat(Lines(Hard, Bad), 10_000)));
        string whole = _folder.PathOf("whole");
        await Tool.RunAsync("stats", "--dead-letter", whole, input);
        using var disk = new SmallDisk();

        ToolResult result = await Tool.RunAsync("stats", "--format", "json", "--dead-letter", disk.PathOf("dead"), input);

        Assert.Equal(74, result.ExitCode);
        Assert.Contains($"cannot write {disk.PathOf("dead")}: No space left on device", result.Error);
        Assert.True(result.OutputJson.GetProperty("events").GetInt64() > 0);
        AssertWholeLines(await File.ReadAllBytesAsync(disk.PathOf("dead")), await File.ReadAllBytesAsync(whole));
    }

    [UnixFact]
    public async Task A_file_that_may_grow_no_more_exits_74_and_holds_whole_lines()
    {
        byte[] all = TemporaryFolder.Gunzip(Repository.BulkDelete);
        string output = _folder.PathOf("out");

        // Blocks of 512 bytes; the runtime keeps its code in a file that would be too large, unless it is told not to.
        string script = $"ulimit -f 400; DOTNET_EnableWriteXorExecute=0 exec '{Repository.ToolPath}' replay --format raw --to '{output}' '{Repository.BulkDelete}'";
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardError = true })!;
        string error = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.Equal(74, shell.ExitCode);
        Assert.Equal($"atlan-events: cannot write {output}: File too large\n", error);
        AssertWholeLines(await File.ReadAllBytesAsync(output), all);
    }

    private static void AssertWholeLines(byte[] written, byte[] all)
    {
        Assert.InRange(written.Length, 64 * 1024, SmallDisk.Size);
        Assert.True(all.AsSpan().StartsWith(written));
        Assert.Equal((byte)'\n', written[^1]);
    }
}
