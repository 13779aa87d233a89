namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Outputs that do not fit on a disk, which is a file system of 256 KB in memory.</summary>
public sealed class FullDiskTests : FileTests
{
    [Fact]
    [Trait("Behaviour", "write-failure")]
    public async Task A_dead_letter_that_cannot_be_created_exits_74()
    {
        ToolResult result = await Tool.RunAsync("stats", "--dead-letter", Folder.PathOf("no/such/folder"), Repository.BulkDelete);

        Assert.Equal(74, result.ExitCode);
    }

    [UnixFact]
    public async Task A_full_device_exits_74()
    {
        ToolResult result = await Tool.RunAsync("replay", "--to", "/dev/full", Repository.BulkDelete);

        Assert.Equal(74, result.ExitCode);
        Assert.Contains("cannot write /dev/full", result.Error);
    }

    [SmallDiskTheory]
    [InlineData("raw")]
    [InlineData("fields")]
    [InlineData("csv")]
    public async Task Events_that_do_not_fit_exit_74_and_leave_complete_lines(string format)
    {
        byte[] all = (await Tool.RunAsync("replay", "--format", format, Repository.BulkDelete)).OutputBytes;
        using var disk = new SmallDisk();

        ToolResult result = await Tool.RunAsync("replay", "--format", format, "--to", disk.PathOf("out"), Repository.BulkDelete);

        Assert.Equal(74, result.ExitCode);
        Assert.Equal($"atlan-events: cannot write {disk.PathOf("out")}: No space left on device\n", result.Error);
        AssertWholeLines(await File.ReadAllBytesAsync(disk.PathOf("out")), all);
    }

    [SmallDiskFact]
    public async Task Row_groups_that_do_not_fit_exit_74_and_leave_no_file()
    {
        string dump = Folder.Write("dump.ndjson", (await Tool.RunAsync("generate", "--columns", "120000")).OutputBytes);
        using var disk = new SmallDisk();

        ToolResult result = await Tool.RunAsync("replay", "--format", "parquet", "--to", disk.PathOf("out"), dump);

        Assert.Equal(74, result.ExitCode);
        Assert.Equal($"atlan-events: cannot write {disk.PathOf("out")}: No space left on device\n", result.Error);
        Assert.Empty(Directory.GetFiles(disk.PathOf("")));
    }

    [SmallDiskFact]
    public async Task Rejected_lines_that_do_not_fit_exit_74_and_leave_complete_lines()
    {
        string input = Folder.Write("bad.ndjson", string.Concat(Enumerable.Repeat(Lines(Hard, Bad), 10_000)));
        string whole = Folder.PathOf("whole");
        await Tool.RunAsync("stats", "--dead-letter", whole, input);
        using var disk = new SmallDisk();

        ToolResult result = await Tool.RunAsync("stats", "--format", "json", "--dead-letter", disk.PathOf("dead"), input);

        Assert.Equal(74, result.ExitCode);
        Assert.Contains($"cannot write {disk.PathOf("dead")}: No space left on device", result.Error);
        Assert.True(result.OutputJson.GetProperty("events").GetInt64() > 0);
        AssertWholeLines(await File.ReadAllBytesAsync(disk.PathOf("dead")), await File.ReadAllBytesAsync(whole));
    }

    [SmallDiskFact]
    [Trait("Behaviour", "write-failure")]
    public async Task A_full_disk_at_the_end_of_a_run_that_stopped_for_another_reason_exits_74()
    {
        string input = Folder.Write("bad.ndjson", string.Concat(Enumerable.Repeat(Lines(Bad), 20_000)));
        string whole = Folder.PathOf("whole");
        await Tool.RunAsync("stats", "--dead-letter", whole, input);

        // What does not fit is still buffered when the run stops.
        long kept = 20_000L * (SmallDisk.Size + 8_192) / new FileInfo(whole).Length;
        using var disk = new SmallDisk();
        ToolResult result = await Tool.RunAsync(
            "replay", "--to", Folder.PathOf("out"), "--dead-letter", disk.PathOf("dead"), "--max-rejects", $"{kept}", input);

        Assert.Equal(74, result.ExitCode);
        Assert.Contains($"cannot write {disk.PathOf("dead")}: No space left on device", result.Error);
    }

    [UnixFact]
    [Trait("Behaviour", "write-failure")]
    public async Task A_file_at_its_size_limit_exits_74_with_complete_lines()
    {
        byte[] all = TemporaryFolder.Gunzip(Repository.BulkDelete);
        string output = Folder.PathOf("out");

        // In blocks of 512 bytes. By default, the runtime maps its code from a file that would exceed the limit.
        string script = $"ulimit -f 400; DOTNET_EnableWriteXorExecute=0 "
            + $"exec '{Repository.ToolPath}' replay --format raw --to '{output}' '{Repository.BulkDelete}'";

        // The signal of such a write is handled on another thread, so the order of events varies.
        for (int round = 0; round < 5; round++)
        {
            ToolResult result = await Shell.RunAsync("sh", ["-c", script]);

            Assert.Equal(74, result.ExitCode);
            Assert.Equal($"atlan-events: cannot write {output}: File too large\n", result.Error);
            AssertWholeLines(await File.ReadAllBytesAsync(output), all);
        }
    }

    private static void AssertWholeLines(byte[] written, byte[] all)
    {
        Assert.InRange(written.Length, 64 * 1024, SmallDisk.Size);
        Assert.True(all.AsSpan().StartsWith(written));
        Assert.Equal((byte)'\n', written[^1]);
    }
}
