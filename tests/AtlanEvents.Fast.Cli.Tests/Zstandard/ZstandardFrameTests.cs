using AtlanEvents.Fast.Cli.Inputs.Decompression;
using AtlanEvents.Fast.Cli.Tests.Gzip;

namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>Zstandard files: large, with many frames, with trailing data, or malicious.</summary>
public sealed class ZstandardFrameTests : CompressionTests
{
    // 128 MiB.
    private const byte MaxWindow = 17 << 3;

    private static readonly byte[] s_lines = Encoding.UTF8.GetBytes(Lines(Hard, Soft));

    [Fact]
    public async Task A_dump_is_decompressed_from_a_file_and_from_standard_input()
    {
        byte[] dump = TemporaryFolder.Gunzip(Repository.BulkDelete);
        byte[] compressed = new ZstandardFile()
            .Add(dump.AsSpan(0, 5_000_000))
            .AddSkippable(new byte[300_000])
            .AddUnchecked(dump.AsSpan(5_000_000), 999)
            .Bytes;

        ToolResult file = await Tool.RunAsync("replay", "--format", "raw", Folder.Write("dump", compressed));
        ToolResult piped = await Tool.RunAsync(compressed, ["replay", "--format", "raw"]);

        Assert.Equal((0, 0), (file.ExitCode, piped.ExitCode));
        Assert.Equal(dump, file.OutputBytes);
        Assert.Equal(dump, piped.OutputBytes);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("{}\n{}\n{}\n")]
    [InlineData("\x1F\x8B\x08\x00")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task Other_data_after_the_frames_exits_65_after_their_content(string trailing)
    {
        InProcessResult result = await ReplayAsync([.. new ZstandardFile().Add(s_lines).Bytes, .. Encoding.Latin1.GetBytes(trailing)]);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("the Zstandard data is followed by other data", result.Message);
        Assert.Equal(s_lines, result.Output);
    }

    [Fact]
    public async Task No_block_before_a_damaged_one_is_lost()
    {
        byte[] block = [.. Enumerable.Repeat(s_lines, 100).SelectMany(lines => lines)];
        byte[] blocks = [.. block, .. block, .. block];
        int length = new ZstandardFile().AddUnchecked([.. block, .. block], block.Length).Bytes.Length;
        byte[] damaged = new ZstandardFile().AddUnchecked(blocks, block.Length).Bytes;

        // Change the type of the last block to the reserved one.
        damaged[length] |= 6;
        InProcessResult result = await ReplayAsync(damaged);

        Assert.Equal(65, result.ExitCode);
        Assert.Equal(blocks[..(2 * block.Length)], result.Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task With_small_buffers_a_block_is_returned_before_the_truncation_after_it_is_found(int bufferLength)
    {
        byte[] lines = [.. s_lines, .. s_lines];
        int length = new ZstandardFile().AddUnchecked(lines, s_lines.Length).Bytes.Length;
        byte[] cut = new ZstandardFile().AddUnchecked([.. lines, .. s_lines], s_lines.Length).Bytes[..length];
        using var input = new ZstandardInput(new MemoryStream(cut), "memory");
        byte[] buffer = new byte[bufferLength];
        var decompressed = new List<byte>();

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            while (true)
                decompressed.AddRange(buffer[..await input.ReadAsync(buffer)]);
        });

        Assert.Equal(lines, decompressed);
    }

    [Fact]
    public async Task A_wrong_checksum_exits_65_and_gives_the_reason()
    {
        byte[] damaged = new ZstandardFile().Add(s_lines).Bytes;
        damaged[^1] ^= 1;
        InProcessResult result = await ReplayAsync(damaged);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("checksum", result.Message);
        Assert.Equal(s_lines, result.Output);
    }

    [Theory]
    [InlineData(17, true)]
    [InlineData(18, false)]
    [InlineData(21, false)]
    [InlineData(31, false)]
    public async Task A_window_of_more_than_128_MiB_exits_65_with_advice(int exponent, bool isRead)
    {
        InProcessResult result = await ReplayAsync(
            new ZstandardFile().Add(s_lines).AddRepeated((byte)'\n', 1, (byte)(exponent << 3)).Bytes);

        Assert.Equal(isRead ? 0 : 65, result.ExitCode);
        Assert.Equal(s_lines, result.Output);
        if (!isRead)
        {
            Assert.Contains("more than 128 MiB", result.Message);
            Assert.Contains("zstd -dc --long=31 FILE | atlan-events", result.Message);
        }
    }

    [Fact]
    public async Task Skippable_frames_alone_are_an_empty_input()
    {
        InProcessResult result = await ReplayAsync(new ZstandardFile().AddSkippable([1, 2, 3]).AddSkippable([], variant: 15).Bytes);

        Assert.Equal((0, 0L), (result.ExitCode, result.Lines));
    }

    [Fact]
    public async Task Every_limit_below_the_size_exits_65_after_the_complete_lines()
    {
        byte[] compressed = new ZstandardFile().Add(s_lines.AsSpan(0, 100)).Add(s_lines.AsSpan(100), blockLength: 7).Bytes;
        for (int limit = 0; limit <= s_lines.Length; limit++)
        {
            InProcessResult result = await InProcess.ReplayAsync(Folder.Write("input", compressed), limit);

            Assert.Equal(limit < s_lines.Length ? 65 : 0, result.ExitCode);
            Assert.Equal(s_lines[..(s_lines.AsSpan(0, limit).LastIndexOf((byte)'\n') + 1)], result.Output);
        }
    }

    [Theory]
    [InlineData(' ', 1)]
    [InlineData('\0', 1)]
    [Trait("Tier", "Slow")]
    public async Task A_gigabyte_in_32_KB_is_read_to_its_end_in_bounded_memory(char repeated, int exitCode)
    {
        byte[] bomb = new ZstandardFile().AddRepeated((byte)repeated, 1 << 13, MaxWindow).Bytes;
        Assert.InRange(bomb.Length, 1, 33_000);

        (ToolResult result, long peak) = await MeasuredTool.RunAsync("stats", "--format", "json", Folder.Write("bomb", bomb));

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(1L << 30, result.OutputJson.GetProperty("bytes").GetInt64());
        Assert.InRange(peak, 1, 400_000_000);
    }

    [Fact]
    public async Task A_bomb_is_stopped_at_the_limit()
    {
        ToolResult result = await Tool.RunAsync(
            new ZstandardFile().AddRepeated((byte)'\n', 1 << 13).Bytes,
            ["stats", "--format", "json", "--max-decompressed-bytes", "1000000"]);

        Assert.Equal(65, result.ExitCode);
        Assert.Equal(1_000_000, result.OutputJson.GetProperty("lines").GetInt64());
        Assert.Contains("decompresses to more than the 1,000,000 bytes", result.Error);
    }
}
