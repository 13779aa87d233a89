namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>The option <c>--max-decompressed-bytes</c>.</summary>
public sealed class DecompressionLimitTests : FileTests
{
    private static readonly string s_content = Lines(Hard, Soft);

    [Fact]
    public async Task Every_limit_below_the_size_exits_65_after_the_complete_lines()
    {
        string path = Compressed(s_content);
        for (int limit = 0; limit <= s_content.Length + 1; limit++)
        {
            InProcessResult result = await InProcess.ReplayAsync(path, limit);

            bool isEnough = limit >= s_content.Length;
            Assert.Equal(isEnough ? 0 : 65, result.ExitCode);
            Assert.Equal(s_content[..(
                s_content[..Math.Min(limit, s_content.Length)].LastIndexOf('\n') + 1)], Encoding.UTF8.GetString(result.Output));
        }
    }

    [Fact]
    public async Task An_event_whose_newline_is_beyond_the_limit_is_not_read()
    {
        InProcessResult cut = await InProcess.ReplayAsync(Compressed(Lines(Hard)), Hard.Length);
        InProcessResult whole = await InProcess.ReplayAsync(Compressed(Hard), Hard.Length);

        Assert.Equal((65, 0), (cut.ExitCode, cut.Output.Length));
        Assert.Equal((0, Hard.Length + 1), (whole.ExitCode, whole.Output.Length));
    }

    [Theory]
    [InlineData(-1, 65)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public async Task The_limit_applies_to_each_compressed_input_across_its_members(int more, int exitCode)
    {
        string members = Folder.Write("members.gz", [.. TemporaryFolder.Gzip(
            Encoding.UTF8.GetBytes(Lines(Hard))), .. TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Soft)))]);
        string plain = Folder.Write("plain.ndjson", Lines(Update, Update, Update));

        ToolResult result = await Tool.RunAsync(
            "replay", "--format", "raw", "--max-decompressed-bytes", $"{s_content.Length + more}", plain, members, members);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(Lines(Update, Update, Update) + (exitCode == 0 ? s_content + s_content : Lines(Hard)), result.Output);
        if (exitCode == 65)
            Assert.Contains(
                $"members.gz decompresses to more than the {s_content.Length + more} bytes of --max-decompressed-bytes", result.Error);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_limit_within_a_byte_order_mark_exits_65(int limit)
    {
        string path = Compressed("\uFEFF" + s_content);
        ToolResult result = await Tool.RunAsync("stats", "--max-decompressed-bytes", $"{limit}", path);
        Assert.Equal(65, result.ExitCode);
    }

    [Fact]
    public async Task Parts_that_wait_when_the_limit_is_reached_are_dead_letters()
    {
        string part = """{"msgId":"m-1","msgSplitIdx":0,"msgSplitCount":2,"message":"YQ=="}""";
        string content = Lines(part, Hard);
        string dead = Folder.PathOf("dead");
        ToolResult result = await Tool.RunAsync(
            "stats", "--max-decompressed-bytes", $"{content.Length - 1}", "--dead-letter", dead, Compressed(content));
        Assert.Equal(65, result.ExitCode);
        string letter = Assert.Single(await File.ReadAllLinesAsync(dead));
        Assert.Equal(part, JsonDocument.Parse(letter).RootElement.GetProperty("raw").GetString());
    }

    private string Compressed(string content) => Folder.Write("input.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(content)));
}
