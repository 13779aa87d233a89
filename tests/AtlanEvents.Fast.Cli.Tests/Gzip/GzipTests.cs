namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>Gzip inputs of the tool, from end to end.</summary>
public sealed class GzipTests : FileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(5_000)]
    [Trait("Behaviour", "gzip")]
    public async Task Truncated_gzip_exits_65_after_its_complete_lines(int missingBytes)
    {
        byte[] content = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 20_000).Select(i => Lines(Hard.Replace("g-1", $"g-{i * 7_919}", StringComparison.Ordinal)))));
        byte[] gzip = TemporaryFolder.Gzip(content);
        string cut = Folder.Write("cut.gz", gzip[..^missingBytes]);

        ToolResult result = await Tool.RunAsync("replay", "--format", "raw", cut);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("cut.gz: the gzip data is truncated", result.Error);
        Assert.True(result.OutputBytes.Length > content.Length / 2, "Nearly all lines were whole.");
        Assert.True(content.AsSpan().StartsWith(result.OutputBytes), "Only whole lines, in order.");
        Assert.Equal((byte)'\n', result.OutputBytes[^1]);
    }

    [Fact]
    [Trait("Behaviour", "gzip")]
    public async Task Gzip_with_a_wrong_checksum_exits_65()
    {
        byte[] gzip = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Hard)));
        gzip[^6] ^= 1;

        Assert.Equal(65, (await Tool.RunAsync(gzip, ["stats"])).ExitCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("xyzzy and more of it, long enough to be no trailer")]
    [InlineData("\0\0\0\0")]
    [Trait("Behaviour", "gzip")]
    public async Task Data_after_gzip_exits_65(string garbage)
    {
        byte[] gzip = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Hard)));

        ToolResult result = await Tool.RunAsync([.. gzip, .. Encoding.UTF8.GetBytes(garbage)], ["stats", "--format", "json"]);

        Assert.Equal(65, result.ExitCode);
        Assert.Equal(1, result.OutputJson.GetProperty("events").GetInt64());
    }

    [Fact]
    [Trait("Behaviour", "gzip")]
    public async Task Several_gzip_members_are_one_input()
    {
        byte[] one = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Hard) + Soft[..50]));
        byte[] two = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Soft[50..] + "\n"));

        ToolResult result = await Tool.RunAsync([.. one, .. two], ["stats", "--format", "json"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, result.OutputJson.GetProperty("events").GetInt64());
    }

    [Theory]
    [InlineData(1_000_000, 65)]
    [InlineData(10_962_039, 65)]
    [InlineData(10_962_040, 0)]
    [Trait("Behaviour", "decompression-limit")]
    public async Task Gzip_that_decompresses_beyond_the_limit_exits_65(int limit, int exitCode)
    {
        ToolResult result = await Tool.RunAsync("replay", "--format", "raw", "--max-decompressed-bytes", $"{limit}", Repository.BulkDelete);

        byte[] content = TemporaryFolder.Gunzip(Repository.BulkDelete);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(content.AsSpan(0, limit).LastIndexOf((byte)'\n') + 1, result.OutputBytes.Length);
        Assert.True(content.AsSpan().StartsWith(result.OutputBytes));
    }
}
