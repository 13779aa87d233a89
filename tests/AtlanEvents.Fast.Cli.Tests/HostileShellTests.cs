namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Closed streams, conflicting files and other difficulties that a shell can cause.</summary>
public sealed class HostileShellTests : FileTests
{
    [UnixTheory]
    [InlineData("replay <&-", 66, "cannot read standard input: it is closed")]
    [InlineData("stats <&- > /dev/null", 66, "cannot read standard input: it is closed")]
    [InlineData("replay ONE >&-", 74, "cannot write standard output: it is closed")]
    [InlineData("stats ONE >&-", 74, "cannot write standard output: it is closed")]
    [InlineData("generate <&- >&-", 74, "cannot write standard output: it is closed")]
    [InlineData("stats missing 2>&-", 66, "")]
    [InlineData("stats missing 2>/dev/full", 66, "")]
    [InlineData("replay <&- >&- 2>&-", 74, "")]
    [InlineData("replay --to OUT ONE <&- >&- 2>&-", 0, "")]
    public async Task A_closed_standard_stream_is_an_error_only_if_it_is_needed(string command, int exitCode, string error)
    {
        ToolResult result = await ShellAsync(command);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.OutputBytes);
        Assert.Equal(error.Length == 0 ? "" : $"atlan-events: {error}\n", result.Error);
    }

    [UnixTheory]
    [InlineData("replay ONE > /dev/full")]
    [InlineData("replay --format csv ONE > /dev/full")]
    [InlineData("stats ONE > /dev/full")]
    [InlineData("stats --format json ONE > /dev/full")]
    [InlineData("generate > /dev/full")]
    [InlineData("generate --mix > /dev/full")]
    [InlineData("stats --help > /dev/full")]
    [InlineData("--version > /dev/full")]
    public async Task A_full_standard_output_exits_74_with_one_message(string command)
    {
        ToolResult result = await ShellAsync(command);

        Assert.Equal(74, result.ExitCode);
        Assert.Matches("^atlan-events: (cannot write standard output: )?No space left on device\n$", result.Error);
    }

    [UnixTheory]
    [InlineData("replay --to ONE ONE")]
    [InlineData("replay --to HARD ONE")]
    [InlineData("replay --to SOFT ONE")]
    [InlineData("replay --to ONE < ONE")]
    [InlineData("replay ONE >> ONE")]
    [InlineData("replay - < ONE >> HARD")]
    [InlineData("replay --dead-letter HARD ONE")]
    [InlineData("stats --dead-letter SOFT ONE")]
    [InlineData("stats --dead-letter ONE < ONE")]
    [InlineData("replay --to OUT --dead-letter OUT ONE")]
    [InlineData("replay --dead-letter OUT ONE > OUT")]
    public async Task A_file_cannot_be_an_input_and_an_output_or_two_outputs(string command)
    {
        ToolResult result = await ShellAsync(command);

        Assert.Equal(2, result.ExitCode);
        Assert.Matches("is both an input and an output|is used for two outputs", result.Error);
        Assert.Equal(Lines(Hard), await File.ReadAllTextAsync(Folder.PathOf("one")));
    }

    [UnixTheory]
    [InlineData("replay --to OUT ONE")]
    [InlineData("replay --to OUT ONE ONE > /dev/null")]
    [InlineData("replay --to /dev/null --dead-letter /dev/null ONE")]
    [InlineData("replay --to NEW --dead-letter OUT - < ONE")]
    [InlineData("replay /dev/stdin < ONE")]
    [InlineData("replay --to /dev/stdout ONE")]
    public async Task Devices_and_repeated_inputs_are_no_conflict(string command)
        => Assert.Equal(0, (await ShellAsync(command)).ExitCode);

    [UnixFact]
    public async Task File_names_are_literal_and_shown_without_control_characters()
    {
        Folder.Write("@one", Lines(Hard));
        Folder.Write("bad\e[31m", Lines(Bad));

        ToolResult at = await ShellAsync("replay --format raw @one");
        ToolResult rejected = await ShellAsync("replay \"$(printf 'bad\\033[31m')\"");
        ToolResult missing = await ShellAsync("replay \"$(printf 'missing\\033[31m')\"");

        Assert.Equal(Lines(Hard), at.Output);
        Assert.Contains(@"bad\u001b[31m, line 1", rejected.Error);
        Assert.Contains(@"missing\u001b[31m: no such file", missing.Error);
        Assert.DoesNotContain('\e', rejected.Error + missing.Error);
    }

    [UnixFact]
    public async Task An_unreadable_input_keeps_the_results_of_earlier_inputs()
    {
        if (!OperatingSystem.IsLinux())
            return;

        ToolResult replay = await ShellAsync("replay --format raw ONE /proc/self/mem");
        ToolResult stats = await ShellAsync("stats --format json ONE /proc/self/mem");

        Assert.Equal((74, Lines(Hard)), (replay.ExitCode, replay.Output));
        Assert.Equal("atlan-events: cannot read /proc/self/mem: Input/output error\n", replay.Error);
        Assert.Equal(1, stats.OutputJson.GetProperty("events").GetInt64());
    }

    [UnixFact]
    public async Task A_full_dead_letter_exits_74_and_is_not_named_as_complete()
    {
        Folder.Write("bad", Lines(Hard, Bad));

        ToolResult result = await ShellAsync("replay --format raw --dead-letter /dev/full bad");

        Assert.Equal((74, Lines(Hard)), (result.ExitCode, result.Output));
        Assert.DoesNotContain("They are in", result.Error);
    }

    // ONE etc. are files in the folder of the test, which is the current folder.
    private async Task<ToolResult> ShellAsync(string command)
    {
        Folder.Write("one", Lines(Hard));
        foreach (
            (string name, string target) in new[] { ("HARD", "hard"), ("SOFT", "soft"), ("ONE", "one"), ("OUT", "out"), ("NEW", "new") })
            command = command.Replace(name, target, StringComparison.Ordinal);

        string script = $"ln -f one hard; ln -sf one soft; exec '{Repository.ToolPath}' {command}";
        return await Shell.RunAsync("sh", ["-c", script], folder: Folder.PathOf("."));
    }
}
