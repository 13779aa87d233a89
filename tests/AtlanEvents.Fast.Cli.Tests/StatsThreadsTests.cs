using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Whatever the number of threads, <c>stats</c> reports the same.</summary>
public sealed class StatsThreadsTests : FileTests
{
    private static readonly StopSignal s_stop = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_number_of_threads_reports_the_same(int seed)
    {
        var random = new Random(seed);
        byte[][] lines = await GenerateAsync(seed);
        for (int round = 0; round < 25; round++)
        {
            string input = Folder.Write("input.ndjson", Damage(lines, random));
            long maxRejects = random.Next(3) == 0 ? random.Next(5) : long.MaxValue;
            int maxLineBytes = random.Next(3) == 0 ? random.Next(1, 3_000) : EventReaderOptions.DefaultMaxLineBytes;
            int threads = random.Next(2, 6);
            int partitionBytes = random.Next(1, 200_000);

            var settings = new PumpSettings { Inputs = [input, input], MaxLineBytes = maxLineBytes };
            string expected = await ReadAsync(settings, maxRejects);
            string actual = await ReadAsync(settings with { Threads = threads, PartitionBytes = partitionBytes }, maxRejects);

            string what = $"seed {seed}, round {round}: {threads} threads, {partitionBytes} B, max {maxRejects} rejects";
            Assert.True(expected == actual, $"{what}\nexpected {expected}\nactual   {actual}");
        }
    }

    [Fact]
    public async Task The_executable_reads_a_large_file_on_several_threads()
    {
        ToolResult generated = await Tool.RunAsync("generate", "--mix", "--every-form", "--events", "3000", "--seed", "5");
        string input = Folder.Write("input.ndjson", [.. generated.OutputBytes, .. generated.OutputBytes, .. "{\n"u8]);

        string[] reports = await Task.WhenAll(new[] { "1", "2", "7", "auto" }.Select(async threads =>
        {
            string deadLetter = Folder.PathOf("dead" + threads);
            ToolResult result = await Tool.RunAsync("stats", "--format", "json", "--threads", threads, "--dead-letter", deadLetter, input);
            Assert.Equal(1, result.ExitCode);
            return Comparable(result.Output) + File.ReadAllText(deadLetter);
        }));

        Assert.Single(reports.Distinct());
        Assert.Contains("\"InvalidJson\":1", reports[0]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("257")]
    public async Task A_bad_number_of_threads_is_a_usage_error(string threads)
    {
        ToolResult result = await Tool.RunAsync("stats", "--threads", threads, Folder.Write("input.ndjson", Hard + "\n"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--threads must be a whole number from 1 to 256", result.Error);
    }

    [Fact]
    public async Task Another_encoding_is_a_damaged_input()
    {
        ToolResult result = await Tool.RunAsync("stats", "--threads", "2", Folder.Write("utf16.ndjson", [0xFF, 0xFE, 0x7B, 0x00]));

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("UTF-16", result.Error);
    }

    private static async Task<byte[][]> GenerateAsync(int seed)
    {
        ToolResult generated = await Tool.RunAsync("generate", "--mix", "--every-form", "--events", "150", "--seed", $"{seed}");
        return [.. generated.OutputLines.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Leaves lines out, exchanges and cuts some, and sometimes leaves out the last newline.</summary>
    private static byte[] Damage(byte[][] lines, Random random)
    {
        using var damaged = new MemoryStream();
        int step = random.Next(1, 200);
        for (int i = 0; i < lines.Length; i++)
        {
            byte[] line = lines[random.Next(step) == 0 ? random.Next(lines.Length) : i];
            damaged.Write(line.AsSpan(0, random.Next(step) == 0 ? random.Next(line.Length) : line.Length));
            damaged.Write(random.Next(step) == 0 ? "\r\n"u8 : "\n"u8);
        }

        return damaged.ToArray()[..^random.Next(3)];
    }

    /// <summary>Returns everything that a user can see of a run.</summary>
    private async Task<string> ReadAsync(PumpSettings settings, long maxRejects)
    {
        string deadLetter = Folder.PathOf("dead.ndjson");
        var statistics = new EventStatistics();
        RunResult result;
        using (var rejected = new RejectedLines(new DeadLetterSettings(deadLetter, maxRejects)))
            result = await new EventPump(settings, rejected, statistics).RunAsync(s_stop);

        var json = new System.Buffers.ArrayBufferWriter<byte>();
        StatisticsJson.Write(json, statistics, result.Totals);
        string report = Comparable(Encoding.UTF8.GetString(json.WrittenSpan));
        return $"{report} {result.ExitCode} {result.Failure?.Message}\n{File.ReadAllText(deadLetter)}";
    }

    /// <summary>The report without times, and without the paths, which depend on what an engine has learned.</summary>
    private static string Comparable(string json)
    {
        string[] volatileMembers = ["elapsedSeconds", "bytesPerSecond", "eventsPerSecond", "paths"];
        return string.Join(',', JsonDocument.Parse(json).RootElement.EnumerateObject().Where(member => !volatileMembers.Contains(member.Name)));
    }
}
