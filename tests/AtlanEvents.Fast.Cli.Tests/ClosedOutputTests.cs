namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>A reader closes standard output: exit code 141, without a message.</summary>
public sealed class ClosedOutputTests : FileTests
{
    [Theory]
    [InlineData("replay")]
    [InlineData("generate", "--columns", "1000000")]
    [Trait("Behaviour", "closed-output")]
    public async Task A_closed_standard_output_exits_141_silently(params string[] command)
    {
        string[] arguments = command[0] == "replay" ? [.. command, Repository.BulkDelete] : command;
        using Process process = Tool.Start(arguments);
        await process.StandardOutput.ReadLineAsync();
        process.StandardOutput.Close();

        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(141, process.ExitCode);
        Assert.Empty(error);
    }

    [UnixTheory]
    [InlineData("replay", "BAD")]
    [InlineData("replay", "--format", "csv", "BAD")]
    [InlineData("replay", "--dead-letter", "DEAD", "BAD")]
    [InlineData("stats", "BAD")]
    [InlineData("stats", "--format", "json", "BAD")]
    [InlineData("generate")]
    [InlineData("generate", "--mix")]
    [InlineData("--help")]
    [InlineData("replay", "--help")]
    [InlineData("--version")]
    public async Task Closed_from_the_start_it_ends_the_run_at_the_first_write(params string[] arguments)
    {
        ToolResult result = await RunAsync(0, arguments);

        Assert.Equal(141, result.ExitCode);
        Assert.Empty(result.Error);
    }

    [UnixTheory]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_000)]
    public async Task Closed_after_some_bytes_it_ends_the_run(int bytes)
    {
        byte[] all = TemporaryFolder.Gunzip(Repository.BulkDelete);

        ToolResult replay = await RunAsync(bytes, "replay", "--format", "raw", Repository.BulkDelete);
        ToolResult generate = await RunAsync(bytes, "generate");

        Assert.Equal((141, ""), (replay.ExitCode, replay.Error));
        Assert.Equal((141, ""), (generate.ExitCode, generate.Error));
        Assert.Equal(all[..bytes], replay.OutputBytes);
        Assert.Equal(all[..bytes], generate.OutputBytes);
    }

    [UnixFact]
    public async Task Rejected_lines_before_the_end_are_kept()
    {
        ToolResult result = await RunAsync(0, "replay", "--dead-letter", "DEAD", "BAD");

        Assert.Equal(141, result.ExitCode);
        Assert.Contains("InvalidJson", await File.ReadAllTextAsync(Folder.PathOf("dead")));
    }

    private async Task<ToolResult> RunAsync(int bytes, params string[] arguments)
    {
        string bad = Folder.Write("bad", Lines(Bad, Hard));
        // The shell starts the tool when it has read a line. Otherwise the tool could write before this test closes the pipe.
        string[] startAfterLine = ["-c", "read -r line; exec \"$@\"", "sh", Repository.ToolPath];
        using Process process = Shell.Start("sh", [.. startAfterLine, .. arguments.Select(argument => argument switch
        {
            "BAD" => bad,
            "DEAD" => Folder.PathOf("dead"),
            _ => argument,
        })]);
        byte[] output = new byte[bytes];
        if (bytes == 0)
            process.StandardOutput.Close();

        await process.StandardInput.WriteLineAsync();
        process.StandardInput.Close();
        if (bytes > 0)
            await process.StandardOutput.BaseStream.ReadExactlyAsync(output);

        process.StandardOutput.Close();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, output, error);
    }
}
