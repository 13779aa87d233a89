namespace AtlanEvents.Fast.Cli.Tests;

public sealed class GenerateTests
{
    [Fact]
    public async Task The_defaults_generate_the_dump_in_testdata()
    {
        ToolResult result = await Tool.RunAsync("generate");

        Assert.Equal(0, result.ExitCode);
        Assert.True(result.OutputBytes.AsSpan().SequenceEqual(TemporaryFolder.Gunzip(Repository.BulkDelete)));
    }

    [Fact]
    public async Task The_documented_command_generates_the_mixed_stream_in_testdata()
    {
        ToolResult result = await Tool.RunAsync("generate", "--mix", "--events", "500", "--seed", "1");

        Assert.True(result.OutputBytes.AsSpan().SequenceEqual(TemporaryFolder.Gunzip(Repository.TestData("mixed.ndjson.gz"))));
    }

    [Fact]
    public async Task Another_seed_gives_other_bytes_and_the_same_counts()
    {
        ToolResult one = await Tool.RunAsync("generate", "--columns", "20", "--tables", "4");
        ToolResult two = await Tool.RunAsync("generate", "--columns", "20", "--tables", "4", "--seed", "2");

        Assert.NotEqual(one.Output, two.Output);
        Assert.Equal(1 + 3 + 10 + 4 + 20, one.OutputLines.Length);
        Assert.Equal(one.OutputLines.Length, two.OutputLines.Length);
    }

    [Fact]
    public async Task Every_asset_has_a_parent_on_the_level_above_and_a_unique_name()
    {
        ToolResult result = await Tool.RunAsync((await Tool.RunAsync("generate")).OutputBytes, ["replay", "--format", "tsv"]);

        string[] names = [.. result.OutputLines.Skip(1).Select(line => line.Split('\t')[3])];
        var known = names.ToHashSet();
        Assert.Equal(names.Length, known.Count);
        Assert.All(names.Skip(1), name => Assert.Contains(name[..name.LastIndexOf('/')], known));
    }

    [Fact]
    public async Task A_level_may_be_empty()
    {
        ToolResult result = await Tool.RunAsync(
            "generate", "--databases", "0", "--schemas", "0", "--tables", "0", "--columns", "2", "--handler", "SOFT");

        Assert.Equal(3, result.OutputLines.Length);
        Assert.All(result.OutputLines, line => Assert.Contains("\"deleteHandler\":\"SOFT\"", line));
    }
}
