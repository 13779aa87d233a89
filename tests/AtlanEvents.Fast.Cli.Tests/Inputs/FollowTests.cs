namespace AtlanEvents.Fast.Cli.Tests.Inputs;

/// <summary>The option <c>--follow</c>.</summary>
public sealed class FollowTests : FileTests
{
    private readonly string _file;

    public FollowTests() => _file = Folder.Write("growing.ndjson", Lines(Hard));

    [UnixFact]
    public async Task Appended_lines_are_read_at_once_when_they_are_complete()
    {
        using var tool = new FollowingTool("replay", "--format", "raw", "--follow", _file);
        Assert.Equal(Hard, await tool.ReadLineAsync());

        await File.AppendAllTextAsync(_file, Soft + "\n" + Update[..50]);
        Assert.Equal(Soft, await tool.ReadLineAsync());
        await File.AppendAllTextAsync(_file, Update[50..]);
        await File.AppendAllTextAsync(_file, "\n" + Lines(Soft));
        Assert.Equal(Update, await tool.ReadLineAsync());
        Assert.Equal(Soft, await tool.ReadLineAsync());

        ToolResult end = await tool.StopAsync("INT");
        Assert.Equal((130, ""), (end.ExitCode, end.Output));
        Assert.Equal("atlan-events: interrupted; all events read so far were processed\n", end.Error);
    }

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_following_and_an_incomplete_line_is_not_counted(string signal, int exitCode)
    {
        string deadLetter = Folder.PathOf("dead.ndjson");
        await File.AppendAllTextAsync(_file, Lines(Bad, Soft) + Hard);
        using var tool = new FollowingTool(
            "stats", "--format", "json", "--follow", "--progress", "always", "--dead-letter", deadLetter, _file);

        // Progress shows that the tool waits; the dead letter is written by then.
        while (await tool.ReadMessageAsync() is string message && !message.Contains("2 events"))
            Assert.DoesNotContain("atlan-events:", message);

        Assert.Single(await File.ReadAllLinesAsync(deadLetter));
        ToolResult end = await tool.StopAsync(signal);

        Assert.Equal(exitCode, end.ExitCode);
        JsonElement counts = end.OutputJson;
        Assert.Equal([3, 2, 1], new[] { "lines", "events", "rejected" }.Select(name => counts.GetProperty(name).GetInt32()));
    }

    [UnixTheory]
    [InlineData("", "clean")]
    [InlineData("{", "not-clean")]
    public async Task An_audit_that_is_stopped_when_it_has_caught_up_has_a_verdict(string unfinished, string verdict)
    {
        byte[] dump = [.. TemporaryFolder.Gunzip(Repository.BulkDelete), .. Encoding.UTF8.GetBytes(unfinished)];
        using var tool = new FollowingTool(
            "audit", "--format", "json", "--follow", "--progress", "always", Folder.Write("dump.ndjson", dump));

        // When progress first shows this rounded number, some lines may still be missing.
        for (int shown = 0; shown < 2;)
            shown += (await tool.ReadMessageAsync())!.Contains("15.5 k events") ? 1 : 0;

        ToolResult end = await tool.StopAsync("INT");
        Assert.Equal(130, end.ExitCode);
        Assert.Equal(verdict, end.OutputJson.GetProperty("verdict").GetString());
        Assert.Equal(verdict != "clean", end.Output.Contains("incomplete-input"));
    }

    [UnixFact]
    public async Task A_truncated_file_is_read_from_its_beginning()
    {
        using var tool = new FollowingTool("replay", "--format", "raw", "--follow", _file);
        Assert.Equal(Hard, await tool.ReadLineAsync());

        await File.WriteAllTextAsync(_file, "");
        Assert.Equal($"atlan-events: {_file} was truncated: reading it from the beginning", await tool.ReadMessageAsync());
        await File.AppendAllTextAsync(_file, Lines(Soft));
        Assert.Equal(Soft, await tool.ReadLineAsync());
        Assert.Equal(130, (await tool.StopAsync("INT")).ExitCode);
    }

    [UnixFact]
    public async Task A_replaced_file_is_finished_and_line_numbers_continue_in_the_new_one()
    {
        string deadLetter = Folder.PathOf("dead.ndjson");
        using var tool = new FollowingTool("replay", "--format", "raw", "--follow", "--dead-letter", deadLetter, _file);
        Assert.Equal(Hard, await tool.ReadLineAsync());

        File.Move(_file, _file + ".1");
        Assert.Equal($"atlan-events: {_file} was removed: waiting for it to reappear", await tool.ReadMessageAsync());
        await File.AppendAllTextAsync(_file + ".1", Lines(Update));
        Assert.Equal(Update, await tool.ReadLineAsync());

        // The last line of the old file is incomplete, and is not joined with the first line of the new one.
        await File.AppendAllTextAsync(_file + ".1", Hard[..50]);
        File.Move(Folder.Write("new", Lines(Soft)), _file);
        Assert.Equal(Soft, await tool.ReadLineAsync());
        Assert.Equal($"atlan-events: {_file} reappeared: reading the new file", await tool.ReadMessageAsync());

        File.Move(Folder.Write("newer", Lines(Bad, Hard)), _file, overwrite: true);
        Assert.Equal($"atlan-events: {_file} was replaced: reading the new file", await tool.ReadMessageAsync());
        Assert.Equal(Hard, await tool.ReadLineAsync());
        Assert.Equal(143, (await tool.StopAsync("TERM")).ExitCode);

        JsonElement[] letters = [.. (await File.ReadAllLinesAsync(deadLetter)).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([Hard[..50], Bad], letters.Select(letter => letter.GetProperty("raw").GetString()!));
        Assert.Equal([3, 5], letters.Select(letter => letter.GetProperty("line").GetInt32()));
    }

    [UnixFact]
    public async Task A_file_that_is_deleted_and_created_again_is_followed()
    {
        using var tool = new FollowingTool("replay", "--format", "raw", "--follow", _file);
        Assert.Equal(Hard, await tool.ReadLineAsync());

        File.Delete(_file);
        Assert.Contains("was removed", await tool.ReadMessageAsync());
        Folder.Write("growing.ndjson", Lines(Soft));
        Assert.Equal(Soft, await tool.ReadLineAsync());
        Assert.Equal(130, (await tool.StopAsync("INT")).ExitCode);
    }

    [UnixFact]
    public async Task Inputs_before_the_last_are_read_to_their_end()
    {
        string compressed = Folder.Write("old.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Soft) + Update)));
        using var tool = new FollowingTool("replay", "--format", "raw", "--quiet", "--follow", compressed, _file);

        Assert.Equal(Soft, await tool.ReadLineAsync());
        Assert.Equal(Update, await tool.ReadLineAsync());
        Assert.Equal(Hard, await tool.ReadLineAsync());
        File.Move(Folder.Write("new", Lines(Update)), _file, overwrite: true);
        Assert.Equal(Update, await tool.ReadLineAsync());
        Assert.DoesNotContain("was replaced", (await tool.StopAsync("INT")).Error);
    }

    [UnixTheory]
    [InlineData("-", "standard input is not one")]
    [InlineData("", "standard input is not one")]
    [InlineData("/dev/null", "/dev/null is not one")]
    [InlineData("COMPRESSED", "it is compressed")]
    [InlineData("PIPE", "is not one")]
    public async Task Following_anything_but_an_uncompressed_file_is_a_usage_error(string input, string message)
    {
        string pipe = Folder.PathOf("pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        string path = input.Replace("COMPRESSED", Repository.BulkDelete).Replace("PIPE", pipe);

        ToolResult result = await Tool.RunAsync(path.Length > 0 ? ["stats", "--follow", _file, path] : ["stats", "--follow"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--follow", result.Error);
        Assert.Contains(message, result.Error);
    }
}
