using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Statistics;
using AtlanEvents.Fast.Cli.Statistics.Fields;
using AtlanEvents.Fast.Cli.Tests.Zstandard;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Whatever the number of threads, everything that a user can see is the same.</summary>
public sealed class ThreadsTests : FileTests
{
    private static readonly StopSignal s_stop = new();

    // The time of the first generated event.
    private static readonly DateTimeOffset s_firstTime = DateTimeOffset.FromUnixTimeMilliseconds(1_690_000_000_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_number_of_threads_gives_the_same(int seed)
    {
        var random = new Random(seed);
        byte[][] lines = await GenerateAsync(seed);
        for (int round = 0; round < 15; round++)
        {
            InputAddress[] inputs = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => WriteInput($"input{i}", Damage(lines, random), random))];
            long maxRejects = random.Next(4) == 0 ? random.Next(5) : long.MaxValue;
            var settings = new PumpSettings
            {
                Inputs = inputs,
                MaxLineBytes = random.Next(3) == 0 ? random.Next(1, 3_000) : EventReaderOptions.DefaultMaxLineBytes,
            };
            PumpSettings onThreads = settings with { Threads = random.Next(2, 6), PartitionBytes = random.Next(1, 200_000) };
            string what = $"seed {seed}, round {round}: {onThreads.Threads} threads, {onThreads.PartitionBytes} B, max {maxRejects} rejects";
            SelectionOptions selection = DrawSelection(random);
            string format = EventFormats.Names[random.Next(EventFormats.Names.Length)];
            var audit = new AuditOptions { Scopes = random.Next(3) == 0 ? ["default/bigquery"] : [], Times = selection.Filter.Times };
            StatisticsOptions statistics = DrawStatistics(random, selection.Filter.Times);

            AssertEqual(
                await StatsAsync(settings, maxRejects, statistics),
                await StatsAsync(onThreads, maxRejects, statistics),
                $"{what}, {statistics}");
            AssertEqual(await AuditAsync(settings, audit, maxRejects), await AuditAsync(onThreads, audit, maxRejects), what);
            AssertEqual(
                await ReplayAsync(settings, selection, format, maxRejects),
                await ReplayAsync(onThreads, selection, format, maxRejects),
                $"{what}, {selection}, {format}");
        }
    }

    [Fact]
    public async Task More_texts_than_are_counted_separately_give_the_same()
    {
        string first = string.Concat(Enumerable.Range(0, TextCounts.MaxTexts).Select(i => TypeLine($"A{i}")));
        string second = string.Concat(Enumerable.Range(0, TextCounts.MaxTexts).Select(i => TypeLine($"B{i}"))) + TypeLine("A7");
        string plain = Folder.Write("first", first);
        string compressed = Folder.Write("second.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(second)));
        var settings = new PumpSettings { Inputs = [plain, compressed] };

        string expected = await StatsAsync(settings, long.MaxValue);
        Assert.Contains("\"A7\":2", expected);
        AssertEqual(expected, await StatsAsync(settings with { Threads = 2 }, long.MaxValue), "2 threads");

        static string TypeLine(string type)
            => "{\"message\":{\"type\":\"ENTITY_NOTIFICATION_V2\",\"operationType\":\"ENTITY_DELETE\",\"entity\":{\"typeName\":\"" + type + "\"}}}\n";
    }

    [Fact]
    public async Task Many_rejected_lines_of_an_input_that_is_read_ahead_take_little_memory()
    {
        string first = Folder.Write("first", Hard + "\n");
        string second = Folder.Write("second.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 3_000_000)))));
        (ToolResult result, long peak) = await MeasuredTool.RunAsync("stats", "--threads", "2", "-q", first, second);

        Assert.Equal(1, result.ExitCode);
        Assert.InRange(peak, 1, 150 * 1024 * 1024);
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

    private static void AssertEqual(string expected, string actual, string what)
        => Assert.True(expected == actual, $"{what}\nexpected {expected}\nactual   {actual}");

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

    /// <summary>Writes an input: plain, or compressed and sometimes truncated.</summary>
    private InputAddress WriteInput(string name, byte[] bytes, Random random)
    {
        byte[] compressed = random.Next(4) switch
        {
            0 => TemporaryFolder.Gzip(bytes),
            1 => new ZstandardFile().Add(bytes).Bytes,
            _ => [],
        };
        if (compressed.Length == 0)
            return Folder.Write(name, bytes);

        return Folder.Write(name, random.Next(5) == 0 ? compressed[..random.Next(5, compressed.Length)] : compressed);
    }

    private static SelectionOptions DrawSelection(Random random) => new()
    {
        Filter = new FilterOptions
        {
            Operations = random.Next(3) == 0 ? ["ENTITY_DELETE", "ENTITY_CREATE"] : [],
            Times = random.Next(3) == 0 ? new TimeRange(s_firstTime.AddMilliseconds(random.Next(4_000)), null) : TimeRange.All,
        },
        Repeats = (RepeatKey)random.Next(3),
        RepeatWindow = random.Next(1, 100),
        Sample = random.Next(3) == 0 ? 2 : 1,
        Skip = random.Next(3) == 0 ? random.Next(100) : 0,
        Limit = random.Next(3) == 0 ? random.Next(100) : long.MaxValue,
    };

    private static StatisticsOptions DrawStatistics(Random random, TimeRange times) => new()
    {
        Times = times,
        ByTime = random.Next(2) == 0,
        BucketWidth = random.Next(2) == 0 ? random.Next(1, 500) : null,
        Tops = random.Next(2) == 0 ? [TopField.Parse("guid:7")!, TopField.Parse("message.entity.createdBy")!] : [],
    };

    private Task<string> StatsAsync(PumpSettings settings, long maxRejects, StatisticsOptions? options = null)
    {
        var statistics = new EventStatistics(options ?? new StatisticsOptions());
        return ReadAsync(settings, maxRejects, statistics, result => Json(output => StatisticsJson.Write(output, statistics, result.Totals)));
    }

    private Task<string> AuditAsync(PumpSettings settings, AuditOptions options, long maxRejects)
    {
        var audit = new Audit(options);
        return ReadAsync(
            settings, maxRejects, audit, result => Json(output => AuditJson.Write(output, AuditConclusion.Create(audit, result))));
    }

    private async Task<string> ReplayAsync(PumpSettings settings, SelectionOptions options, string format, long maxRejects)
    {
        using var written = new MemoryStream();
        await using var sink = new StreamSink(new OutputWriter(written, "memory"), EventFormats.Create(format));
        var selection = new EventSelection(options);
        using var replay = new Replay(sink, selection);
        string report = await ReadAsync(settings, maxRejects, replay, result =>
            $"{result.Totals.Lines} {result.Totals.Events} {result.Totals.Bytes} {selection.Passed} {selection.Repeats} {sink.Acknowledged}");
        string output = Encoding.Latin1.GetString(written.ToArray());

        // How much is read beyond the limit depends on how fast the bytes arrive.
        return selection.IsDone ? output : output + report;
    }

    /// <summary>Returns everything that a user can see of a run.</summary>
    private async Task<string> ReadAsync(PumpSettings settings, long maxRejects, IEventConsumer consumer, Func<RunResult, string> report)
    {
        string deadLetter = Folder.PathOf("dead.ndjson");
        RunResult result;
        using var rejected = new RejectedLines(new DeadLetterSettings(deadLetter, maxRejects));
        result = await new EventPump(settings, rejected, consumer).RunAsync(s_stop);
        string messages = string.Join('\n', rejected.Messages.Describe(withInput: true));
        string lines = File.ReadAllText(deadLetter);
        return $"{report(result)} {result.ExitCode} {result.Failure?.Message}\n{rejected.First}\n{messages}\n{lines}";
    }

    private static string Json(Action<System.Buffers.ArrayBufferWriter<byte>> write)
    {
        var json = new System.Buffers.ArrayBufferWriter<byte>();
        write(json);
        return Comparable(Encoding.UTF8.GetString(json.WrittenSpan));
    }

    /// <summary>The report without times, and without the paths, which depend on what an engine has learned.</summary>
    private static string Comparable(string json)
    {
        string[] volatileMembers = ["elapsedSeconds", "bytesPerSecond", "eventsPerSecond", "paths"];
        return string.Join(',', JsonDocument.Parse(json).RootElement.EnumerateObject().Where(member => !volatileMembers.Contains(member.Name)));
    }
}
