using System.Text.Json.Nodes;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>The selection of events, the dry run, consent, and the summary.</summary>
public sealed class SelectionTests : FileTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(5, 4)]
    [InlineData(15_510, 100)]
    [InlineData(20_000, 5)]
    [InlineData(7, 0)]
    public async Task Skip_and_limit_select_a_page(int skip, int limit)
    {
        string[] all = (await Tool.RunAsync("replay", Repository.BulkDelete)).OutputLines;

        ToolResult page = await Tool.RunAsync("replay", "--skip", $"{skip}", "--limit", $"{limit}", Repository.BulkDelete);

        Assert.Equal(0, page.ExitCode);
        Assert.Equal(all.Skip(skip).Take(limit), page.OutputLines);
    }

    [Fact]
    public async Task Skip_and_limit_count_filtered_events()
    {
        string[] schemas = (await Tool.RunAsync("replay", "--type", "Schema", Repository.BulkDelete)).OutputLines;
        ToolResult page = await Tool.RunAsync("replay", "--type", "Schema", "--skip", "2", "--limit", "3", Repository.BulkDelete);
        Assert.Equal(schemas[2..5], page.OutputLines);
    }

    [Fact]
    public async Task A_limit_ends_an_endless_input()
    {
        using var process = Tool.Start(["replay", "--limit", "1"]);
        byte[] dump = TemporaryFolder.Gunzip(Repository.BulkDelete);
        try
        {
            while (!process.HasExited)
                await process.StandardInput.BaseStream.WriteAsync(dump);
        }
        catch (IOException)
        {
            // The buffer is full.
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, process.ExitCode);
        Assert.Single((await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_sample_has_all_events_of_some_assets_and_is_repeatable()
    {
        byte[] dump = TemporaryFolder.Gunzip(Repository.BulkDelete);
        byte[] twice = [.. dump, .. dump];

        ToolResult sample = await Tool.RunAsync(twice, ["replay", "--sample", "10"]);
        ToolResult again = await Tool.RunAsync(twice, ["replay", "--sample", "10"]);

        Assert.Equal(sample.Output, again.Output);
        Assert.InRange(sample.OutputLines.Length, 2 * 15_514 / 10 * 0.9, 2 * 15_514 / 10 * 1.1);
        Assert.All(sample.OutputLines.CountBy(line => line), line => Assert.Equal(2, line.Value));
    }

    [Fact]
    public async Task Dedupe_recognises_events_by_guid_operation_and_time_in_any_format()
    {
        string[] lines =
        [
            Event("a", "ENTITY_DELETE", 1), Event("a", "ENTITY_DELETE", 1).Replace(
                ":", " : ", StringComparison.Ordinal), Event("a", "ENTITY_DELETE", 2),
            Event("a", "ENTITY_UPDATE", 1), Event("b", "ENTITY_DELETE", 1), Event("b", "ENTITY_DELETE", 1),
            Event("c", "ENTITY_DELETE", null), Event("c", "ENTITY_DELETE", null), Event("c", "ENTITY_DELETE", null).Replace(
                ":", " : ", StringComparison.Ordinal),
        ];
        byte[] input = Encoding.UTF8.GetBytes(Events.Lines(lines));

        Assert.Equal((int[])[0, 2, 3, 4, 6, 8], await KeptAsync(input, lines, "event"));
        Assert.Equal((int[])[0, 1, 2, 3, 4, 6, 8], await KeptAsync(input, lines, "line"));
    }

    [Fact]
    public async Task Dedupe_forgets_events_beyond_the_window()
    {
        string[] lines = ["a", "b", "a", "c", "d", "a"];
        lines = [.. lines.Select(guid => Event(guid, "ENTITY_DELETE", 1))];
        byte[] input = Encoding.UTF8.GetBytes(Events.Lines(lines));

        ToolResult result = await Tool.RunAsync(input, ["replay", "--format", "raw", "--dedupe", "event", "--dedupe-window", "2"]);

        Assert.Equal([lines[0], lines[1], lines[3], lines[4], lines[5]], result.OutputLines);
        Assert.Contains("1 repeated event left out.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_events_and_writes_nothing()
    {
        string output = Folder.PathOf("out");
        ToolResult result = await Tool.RunAsync(
            "replay", "--dry-run", "--to", output, "--type", "Schema", "--dead-letter", Folder.PathOf("dead"), Repository.BulkDelete);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal($"10 events would be written to {output}, as fields", result.OutputLines[0]);
        Assert.Contains("10 of them are purge deletes, which cannot be undone", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(output) || File.Exists(Folder.PathOf("dead")));
    }

    [Theory]
    [InlineData("15,514 purge deletes among 15,514 events for http://localhost:1/x?..., and a purge cannot be undone; add --yes")]
    [InlineData("1 purge delete among 1 event for http://localhost:1/x", "--limit", "1")]
    public async Task Purges_are_not_sent_to_a_receiver_without_consent(string message, params string[] options)
    {
        ToolResult result = await Tool.RunAsync(["replay", "--to", "http://localhost:1/x?secret", .. options, Repository.BulkDelete]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_twice_needs_consent()
    {
        ToolResult result = await Tool.RunAsync([], ["replay", "--to", "http://localhost:1/x"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("add --yes to send them", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--handler", "SOFT")]
    [InlineData("--operation", "ENTITY_UPDATE")]
    public async Task A_filter_without_purges_needs_no_consent(params string[] options)
        => Assert.Equal(0, (await Tool.RunAsync([], ["replay", "--to", "http://localhost:1/x", .. options])).ExitCode);

    [Fact]
    public async Task A_summary_has_the_result_as_json()
    {
        string summary = Folder.PathOf("summary.json");
        byte[] input = [.. TemporaryFolder.Gunzip(Repository.BulkDelete), .. "broken\n"u8];

        ToolResult result = await Tool.RunAsync(
            input, ["replay", "--to", Folder.PathOf("out"), "--type", "Table", "--limit", "7", "--summary", summary]);

        JsonElement json = JsonDocument.Parse(File.ReadAllBytes(summary)).RootElement;
        Assert.Equal(
            [
                "to", "exitCode", "isComplete", "failure", "inputs", "bytes", "lines", "events", "selected", "repeats", "acknowledged",
                "inFlight", "blank",
                "notRoutable", "rejected", "notRoutableReasons", "rejectedReasons", "refusedByStatus", "elapsedSeconds",
            ],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal((result.ExitCode, 7, 7, 0), (
            json.GetProperty("exitCode").GetInt32(),
            json.GetProperty("selected").GetInt32(),
            json.GetProperty("acknowledged").GetInt32(),
            json.GetProperty("inFlight").GetInt32()));
        Assert.True(json.GetProperty("isComplete").GetBoolean());
    }

    private static async Task<int[]> KeptAsync(byte[] input, string[] lines, string by)
    {
        ToolResult result = await Tool.RunAsync(input, ["replay", "--format", "raw", "--dedupe", by]);
        Assert.Contains($"{lines.Length - result.OutputLines.Length} repeated events left out.", result.Error, StringComparison.Ordinal);

        // The first of identical lines was kept.
        return [.. result.OutputLines.Select(line => Array.IndexOf(lines, line))];
    }

    private static string Event(string guid, string operation, int? time)
    {
        var message = new JsonObject
        {
            ["entity"] = new JsonObject { ["typeName"] = "Table", ["guid"] = guid, ["eventTime"] = 99 },
            ["operationType"] = operation,
        };
        if (time is not null)
            message.Add("eventTime", time);

        return new JsonObject { ["message"] = message }.ToJsonString();
    }
}
