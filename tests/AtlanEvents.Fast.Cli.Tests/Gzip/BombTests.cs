using System.IO.Compression;

namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>Small files that decompress to a gigabyte, or an eighth of it for lines of one byte.</summary>
[Trait("Tier", "Slow")]
public sealed class BombTests : FileTests
{
    private const long Size = 1L << 30;
    private const long SizeOfNewLines = Size / 8;
    private const long Limit = 50_000_000;
    private const long MaxMemory = 400_000_000;

    public enum Filling
    {
        /// <summary>One line of zeros.</summary>
        Zeros,

        /// <summary>One line of white space.</summary>
        Spaces,

        /// <summary>Blank lines.</summary>
        NewLines,

        /// <summary>Repetitions of an event.</summary>
        Events,
    }

    [UnixTheory]
    [InlineData(Filling.Zeros, 1)]
    [InlineData(Filling.Spaces, 1)]
    [InlineData(Filling.NewLines, 0)]
    [InlineData(Filling.Events, 0)]
    public async Task Without_a_limit_a_bomb_is_read_in_bounded_memory(Filling filling, int exitCode)
    {
        (string bomb, long size) = await WriteBombAsync(filling);

        (ToolResult result, long peak) = await MeasuredTool.RunAsync("stats", "--format", "json", bomb);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(size, result.OutputJson.GetProperty("bytes").GetInt64());
        Assert.InRange(peak, 1, MaxMemory);
    }

    [UnixTheory]
    [InlineData(Filling.Zeros)]
    [InlineData(Filling.Spaces)]
    [InlineData(Filling.NewLines)]
    [InlineData(Filling.Events)]
    public async Task With_a_limit_a_bomb_exits_65_after_the_complete_lines(Filling filling)
    {
        (string bomb, _) = await WriteBombAsync(filling);

        (ToolResult result, long peak) = await MeasuredTool.RunAsync(
            "stats", "--format", "json", "--max-decompressed-bytes", $"{Limit}", bomb);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("decompresses to more than the 50,000,000 bytes", result.Error);
        long lines = filling switch
        {
            Filling.NewLines => Limit,
            Filling.Events => Limit / (Hard.Length + 1),
            _ => 0,
        };
        Assert.Equal(lines, result.OutputJson.GetProperty("lines").GetInt64());
        Assert.Equal(filling == Filling.Events ? lines : 0, result.OutputJson.GetProperty("events").GetInt64());
        Assert.InRange(peak, 1, MaxMemory);
    }

    private async Task<(string Path, long Size)> WriteBombAsync(Filling filling)
    {
        byte[] piece = Encoding.UTF8.GetBytes(filling switch
        {
            Filling.Zeros => new string('\0', 1 << 16),
            Filling.Spaces => new string(' ', 1 << 16),
            Filling.NewLines => new string('\n', 1 << 16),
            _ => string.Concat(Enumerable.Repeat(Lines(Hard), 400)),
        });
        string path = Folder.PathOf("bomb.gz");
        long size = 0;
        await using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            for (; size < (filling == Filling.NewLines ? SizeOfNewLines : Size); size += piece.Length)
                await gzip.WriteAsync(piece);
        }

        Assert.InRange(new FileInfo(path).Length, 1, size / 50);
        return (path, size);
    }
}
