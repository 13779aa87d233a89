using System.IO.Compression;

namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>Gzip files with several members, and with other data after them.</summary>
public sealed class GzipMemberTests : CompressionTests
{
    // GZipStream reads this much at once, so that a member may end exactly with a read.
    private const int ReadSize = 8192;

    [Theory]
    [InlineData("00")]
    [InlineData("000000000000000000000000")]
    [InlineData("0A")]
    [InlineData("1F")]
    [InlineData("1F8B")]
    [InlineData("1F8B08")]
    [InlineData("1F8A0800000000000003")]
    [InlineData("7B7D0A")]
    public async Task Other_data_after_the_last_member_exits_65_after_all_events(string garbage)
    {
        byte[] one = new GzipFile().Add(Utf8(Lines(Hard, Soft))).Bytes;

        InProcessResult result = await ReplayAsync([.. one, .. Convert.FromHexString(garbage)]);

        Assert.Equal(65, result.ExitCode);
        Assert.Equal(Lines(Hard, Soft), Encoding.UTF8.GetString(result.Output));
    }

    [Fact]
    public async Task Members_and_trailing_data_are_found_at_any_position_in_a_read()
    {
        byte[] second = new GzipFile().Add(Utf8(Lines(Soft))).Bytes;
        for (int length = ReadSize - 20; length <= ReadSize + 20; length++)
        {
            byte[] first = StoredMember(length);

            InProcessResult two = await ReplayAsync([.. first, .. second]);
            InProcessResult garbage = await ReplayAsync([.. first, .. "garbage"u8]);
            InProcessResult none = await ReplayAsync(first);

            Assert.True(
                two.ExitCode == 0 && two.Output.AsSpan().EndsWith(Utf8(Lines(Hard, Soft))), $"two members, {length}: {two.Message}");
            Assert.True(
                garbage.ExitCode == 65 && garbage.Output.AsSpan().EndsWith(Utf8(Lines(Hard))), $"garbage, {length}: {garbage.Message}");
            Assert.True(none.ExitCode == 0, $"one member, {length}: {none.Message}");
        }
    }

    [Fact]
    public async Task A_wrong_checksum_in_the_middle_exits_65_and_ends_reading()
    {
        byte[] first = new GzipFile().Add(Utf8(Lines(Hard))).Bytes;
        byte[] second = new GzipFile().Add(Utf8(Lines(Update))).Bytes;
        byte[] third = new GzipFile().Add(Utf8(Lines(Soft))).Bytes;
        second[^6] ^= 1;

        InProcessResult result = await ReplayAsync([.. first, .. second, .. third]);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("checksum", result.Message);
        Assert.StartsWith(Lines(Hard), Encoding.UTF8.GetString(result.Output));
        Assert.DoesNotContain("g-2", Encoding.UTF8.GetString(result.Output));
    }

    [Fact]
    public async Task Empty_members_are_accepted()
    {
        GzipFile empty = new GzipFile().Add([]).Add([]).Add([]);
        GzipFile between = new GzipFile().Add([]).Add(Utf8(Lines(Hard)[..30])).Add([]).Add(Utf8(Lines(Hard)[30..])).Add([]);

        Assert.Equal((0, 0L), (await ReplayAsync(empty.Bytes)) is var none ? (none.ExitCode, none.Lines) : default);
        InProcessResult one = await ReplayAsync(between.Bytes);
        Assert.Equal((0, Lines(Hard)), (one.ExitCode, Encoding.UTF8.GetString(one.Output)));
    }

    [Fact]
    public async Task Gzip_within_gzip_is_not_decompressed()
    {
        byte[] inner = new GzipFile().Add(Utf8(Lines(Hard))).Bytes;

        InProcessResult result = await ReplayAsync(new GzipFile().Add(inner).Bytes);

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.True(result.Rejected > 0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Damage_late_in_a_large_file_loses_only_the_last_blocks(int damage)
    {
        byte[] content = Utf8(
            string.Concat(Enumerable.Range(0, 20_000).Select(i => Lines(Hard.Replace("g-1", $"g-{i * 7_919}", StringComparison.Ordinal)))));
        byte[] gzip = TemporaryFolder.Gzip(content);
        gzip[^6] ^= (byte)damage;

        InProcessResult result = await ReplayAsync(gzip);

        Assert.Equal(damage == 0 ? 0 : 65, result.ExitCode);
        Assert.True(content.AsSpan().StartsWith(result.Output));
        Assert.True(result.Output.Length > content.Length - (64 * 1024), $"{result.Output.Length} of {content.Length} bytes");
    }

    // A member of exactly this length, stored so that its length follows from that of its content.
    private static byte[] StoredMember(int length)
    {
        byte[] start = Utf8(Lines(Hard));
        byte[] Make(int blank) => new GzipFile().Add(
            [.. Enumerable.Repeat((byte)'\n', blank), .. start], level: CompressionLevel.NoCompression).Bytes;

        byte[] member = Make(length - Make(0).Length);
        Assert.Equal(length, member.Length);
        return member;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
