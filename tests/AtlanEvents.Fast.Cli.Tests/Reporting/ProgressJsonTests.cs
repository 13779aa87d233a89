using AtlanEvents.Fast.Benchmarks.Delivery;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.Tests.Reporting;

public sealed class ProgressJsonTests : FileTests
{
    // The contract.
    private static readonly string[] s_members =
    [
        "input", "bytes", "position", "length", "events", "rejected", "acknowledged", "refused", "inFlight",
        "elapsedSeconds", "bytesPerSecond", "eventsPerSecond", "remainingSeconds",
    ];

    [Fact]
    public async Task The_first_line_has_the_length_and_the_last_one_the_totals()
    {
        ToolResult result = await Tool.RunAsync("stats", "--progress", "json", Repository.BulkDelete);
        JsonElement[] lines = Parse(result.Error);

        Assert.InRange(lines.Length, 2, 20);
        long length = new FileInfo(Repository.BulkDelete).Length;
        Assert.Equal(length, lines[0].GetProperty("length").GetInt64());
        JsonElement last = lines[^1];
        Assert.Equal(Repository.BulkDelete, last.GetProperty("input").GetString());
        Assert.Equal(length, last.GetProperty("position").GetInt64());
        Assert.Equal(10_962_040, last.GetProperty("bytes").GetInt64());
        Assert.Equal(15_514, last.GetProperty("events").GetInt64());
        Assert.Equal(0, last.GetProperty("remainingSeconds").GetDouble());
        Assert.True(last.GetProperty("eventsPerSecond").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, last.GetProperty("acknowledged").ValueKind);
        Assert.Equal(JsonValueKind.Null, last.GetProperty("inFlight").ValueKind);
    }

    [Fact]
    public async Task A_line_is_written_every_second_and_standard_input_has_no_length()
    {
        using Process process = Tool.Start(["stats", "--progress", "json", "-"]);
        for (int line = 0; line < 3; line++)
        {
            JsonElement progress = Parse((await process.StandardError.ReadLineAsync())!).Single();
            Assert.Equal(JsonValueKind.Null, progress.GetProperty("length").ValueKind);
            Assert.Equal(JsonValueKind.Null, progress.GetProperty("remainingSeconds").ValueKind);
            Assert.True(progress.GetProperty("elapsedSeconds").GetDouble() >= line * 0.9);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task A_replay_to_a_receiver_reports_deliveries_and_rejected_lines()
    {
        byte[] events = (await Tool.RunAsync("generate", "--handler", "SOFT", "--tables", "10", "--columns", "5")).OutputBytes;
        string dump = Folder.Write("dump.ndjson", [.. events, .. Encoding.UTF8.GetBytes("{bad\n")]);
        using var receiver = new LoopbackReceiver();

        ToolResult result = await Tool.RunAsync("replay", "--progress", "json", "--to", receiver.Url, dump);

        JsonElement last = Parse(result.Error)[^1];
        Assert.Equal(receiver.Requests, last.GetProperty("acknowledged").GetInt64());
        Assert.Equal(receiver.Requests, last.GetProperty("events").GetInt64());
        Assert.Equal(0, last.GetProperty("refused").GetInt64());
        Assert.Equal(0, last.GetProperty("inFlight").GetInt64());
        Assert.Equal(1, last.GetProperty("rejected").GetInt64());
    }

    [Fact]
    public async Task Quiet_suppresses_progress()
        => Assert.Empty((await Tool.RunAsync("stats", "--progress", "json", "--quiet", Repository.BulkDelete)).Error);

    [Fact]
    public void Describe_ResumedRun_ExcludesEarlierRunFromRates()
    {
        var before = new RunTotals(new Dictionary<string, long> { ["bytes"] = 1_000_000_000, ["events"] = 1_000_000 });
        using var rejected = new RejectedLines(new DeadLetterSettings());
        var progressOfRun = new PumpProgress(new EventStatistics(), rejected, length: 200, before, finishedBefore: 50);
        JsonElement progress = Parse(ProgressJson.Describe(progressOfRun)).Single();

        Assert.Equal(1_000_000_000, progress.GetProperty("bytes").GetInt64());
        Assert.Equal(1_000_000, progress.GetProperty("events").GetInt64());
        Assert.Equal(50, progress.GetProperty("position").GetInt64());
        Assert.Equal(0, progress.GetProperty("bytesPerSecond").GetInt64());
        Assert.Equal(0, progress.GetProperty("eventsPerSecond").GetInt64());
        Assert.Equal(JsonValueKind.Null, progress.GetProperty("remainingSeconds").ValueKind);
    }

    [Fact]
    public async Task A_resumed_run_counts_nothing_twice()
    {
        byte[] events = TemporaryFolder.Gunzip(Repository.BulkDelete);
        string first = Folder.Write("first.ndjson", events);
        string second = Folder.Write(
            "second.ndjson", [.. events, .. "{bad\n"u8, .. events.AsSpan(0, events.AsSpan().IndexOf((byte)'\n') + 1)]);
        string[] command =
            ["replay", "--to", Folder.PathOf("out"), "--checkpoint", Folder.PathOf("checkpoint"), "--progress", "json", first, second];

        ToolResult stopped = await Tool.RunAsync([.. command, "--checkpoint-interval", "0", "--max-rejects", "0"]);
        ToolResult resumed = await Tool.RunAsync([.. command, "--max-rejects", "1"]);

        Assert.Equal(1, resumed.ExitCode);
        Assert.Contains("To resume, run:", stopped.Error);
        JsonElement[] lines = Parse(resumed.Error);
        JsonElement last = lines[^1];
        long length = new FileInfo(first).Length + new FileInfo(second).Length;

        // On a busy machine, everything may have been read before the first line is written.
        Assert.InRange(lines[0].GetProperty("bytes").GetInt64(), events.Length, length);
        Assert.InRange(lines[0].GetProperty("position").GetInt64(), events.Length, length);
        Assert.Equal(length, last.GetProperty("bytes").GetInt64());
        Assert.Equal(length, last.GetProperty("position").GetInt64());
        Assert.Equal((2 * 15_514) + 1, last.GetProperty("acknowledged").GetInt64());
        Assert.Equal((2 * 15_514) + 1, last.GetProperty("events").GetInt64());
    }

    // Other output does not start with a brace.
    private static JsonElement[] Parse(string error)
    {
        JsonElement[] lines =
        [
            .. error.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement),
        ];
        Assert.All(lines, line => Assert.Equal(s_members, line.EnumerateObject().Select(member => member.Name)));
        return lines;
    }
}
