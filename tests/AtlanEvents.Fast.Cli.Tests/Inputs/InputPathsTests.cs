using AtlanEvents.Fast.Cli.Inputs;

namespace AtlanEvents.Fast.Cli.Tests.Inputs;

public sealed class InputPathsTests : FileTests
{
    public InputPathsTests()
    {
        foreach (string name in new[] { "b.ndjson", "a.ndjson", "B.ndjson", "c.gz", ".hidden.ndjson", "a[1].ndjson", "a1.ndjson" })
            Folder.Write(name, Lines(Hard));

        foreach (string folder in new[] { "one", "one/deep", "two", "[3]", ".hidden", "d.ndjson" })
        {
            Directory.CreateDirectory(Folder.PathOf(folder));
            Folder.Write(folder + "/x.ndjson", Lines(Soft));
        }
    }

    [UnixTheory]
    [InlineData("*.ndjson", "B.ndjson a.ndjson a1.ndjson a[1].ndjson b.ndjson")]
    [InlineData("[ab].ndjson", "a.ndjson b.ndjson")]
    [InlineData("?.*", "B.ndjson a.ndjson b.ndjson c.gz")]
    [InlineData("*/*.ndjson", "[3]/x.ndjson d.ndjson/x.ndjson one/x.ndjson two/x.ndjson")]
    [InlineData("t*/x.ndjson", "two/x.ndjson")]
    [InlineData("one/*/x.ndjson", "one/deep/x.ndjson")]
    [InlineData("**/x.ndjson", "[3]/x.ndjson d.ndjson/x.ndjson one/deep/x.ndjson one/x.ndjson two/x.ndjson")]
    [InlineData("one/**", "one/deep/x.ndjson one/x.ndjson")]
    [InlineData("**/deep/**/x.*", "one/deep/x.ndjson")]
    [InlineData(".*.ndjson", ".hidden.ndjson")]
    [InlineData("a[1].ndjson", "a[1].ndjson")]
    [InlineData("[3]/*", "[3]/x.ndjson")]
    [InlineData("nothing.ndjson", "nothing.ndjson")]
    public void A_pattern_expands_to_the_matching_files_in_order(string pattern, string files)
        => Assert.Equal(files.Split(' ').Select(Folder.PathOf), InputPaths.Expand([Folder.PathOf(pattern)]).Select(input => input.Text));

    [UnixFact]
    public void A_link_that_forms_a_cycle_is_not_followed()
    {
        File.CreateSymbolicLink(Folder.PathOf("two/back"), Folder.PathOf(""));

        Assert.Equal([Folder.PathOf("two/x.ndjson")], InputPaths.Expand([Folder.PathOf("two/**/x.ndjson")]).Select(input => input.Text));
    }

    [Fact]
    public async Task Inputs_keep_their_order_and_a_pattern_is_expanded_in_place()
    {
        ToolResult result = await Tool.RunAsync(
            "replay", "--format", "raw", Folder.PathOf("two/x.ndjson"), Folder.PathOf("[bB].ndjson"), Folder.PathOf("one/*.ndjson"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Lines(Soft, Hard, Hard, Soft), result.Output);
    }

    [UnixFact]
    public async Task A_relative_pattern_is_named_as_it_was_typed()
    {
        string bad = Folder.Write("bad.ndjson", Lines(Bad));

        ToolResult result = await ShellAsync($"cd '{Path.GetDirectoryName(bad)}' && '{Repository.ToolPath}' stats 'ba*'");

        Assert.Contains("The first: bad.ndjson, line 1", result.Error);
    }

    [Theory]
    [InlineData("*.zip")]
    [InlineData("none/*.ndjson")]
    [InlineData("t?")]
    public async Task No_match_exits_66_before_anything_is_read(string pattern)
    {
        ToolResult result = await Tool.RunAsync("replay", Folder.PathOf("a.ndjson"), Folder.PathOf(pattern));

        Assert.Equal(66, result.ExitCode);
        Assert.Empty(result.OutputBytes);
        Assert.Matches("^atlan-events: cannot (read|expand) ", result.Error);
    }

    [Fact]
    public async Task A_folder_exits_66_and_suggests_a_pattern()
    {
        ToolResult result = await Tool.RunAsync("stats", Folder.PathOf("one"));

        Assert.Equal(66, result.ExitCode);
        Assert.Contains($"it is a directory; for its files, use '{Folder.PathOf("one/*.ndjson")}'", result.Error);
    }

    [UnixFact]
    public async Task Named_pipes_are_read_like_files()
    {
        ToolResult result = await ShellAsync(
            $"cd '{Folder.PathOf("")}' && mkfifo pipe-1 pipe-2 && (cat a.ndjson > pipe-1; gzip -c one/x.ndjson > pipe-2) & "
            + $"cd '{Folder.PathOf("")}' && while [ ! -p pipe-2 ]; do :; done; '{Repository.ToolPath}' replay --format raw 'pipe-*'");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Lines(Hard, Soft), result.Output);
    }

    private static Task<ToolResult> ShellAsync(string script) => Shell.RunAsync("sh", ["-c", script]);
}
