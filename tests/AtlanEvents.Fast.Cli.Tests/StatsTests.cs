namespace AtlanEvents.Fast.Cli.Tests;

public sealed class StatsTests : FileTests
{
    [Fact]
    [Trait("Behaviour", "terminal-output")]
    public async Task Control_characters_in_data_do_not_reach_the_terminal()
    {
        string special = Hard.Replace("Table", @"\u001b[31mred\u202e", StringComparison.Ordinal);

        ToolResult result = await Tool.RunAsync(Lines(special), ["stats"]);

        Assert.DoesNotContain('\e', result.Output);
        Assert.Contains(@"\u001b[31mred\u202e", result.Output);
    }

    [Fact]
    public async Task The_bulk_delete_is_counted_exactly()
    {
        ToolResult result = await Tool.RunAsync("stats", "--format", "json", Repository.BulkDelete);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        JsonElement json = result.OutputJson;
        Assert.Equal(1, json.GetProperty("inputs").GetInt64());
        Assert.Equal(TemporaryFolder.Gunzip(Repository.BulkDelete).Length, json.GetProperty("bytes").GetInt64());
        Assert.Equal(15_514, json.GetProperty("lines").GetInt64());
        Assert.Equal(15_514, json.GetProperty("events").GetInt64());
        Assert.Equal("""{"ENTITY_DELETE":15514}""", json.GetProperty("operationType").GetRawText());
        Assert.Equal("""{"Column":15000,"Table":500,"Schema":10,"Database":3,"Connection":1}""", json.GetProperty("typeName").GetRawText());
        Assert.Equal("""{"HARD":15514}""", json.GetProperty("deleteHandler").GetRawText());
        Assert.Equal("""{"default/bigquery/1665130698":15514}""", json.GetProperty("connection").GetRawText());
        Assert.Equal("{}", json.GetProperty("notRoutableReasons").GetRawText());
        Assert.Equal("{}", json.GetProperty("rejectedReasons").GetRawText());
    }

    [Fact]
    public async Task The_json_members_are_in_the_order_of_the_contract()
    {
        ToolResult result = await Tool.RunAsync("stats", "--format", "json", Repository.BulkDelete);

        string[] expected =
        [
            "inputs", "bytes", "lines", "events", "blank", "notRoutable", "rejected", "operationType", "typeName", "deleteHandler",
            "connection", "notRoutableReasons", "rejectedReasons", "elapsedSeconds", "bytesPerSecond", "eventsPerSecond",
            "engine", "vectorBits", "paths", "unpacked", "pending",
        ];
        Assert.Equal(expected, result.OutputJson.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("auto", "fast")]
    [InlineData("fast", "fast")]
    [InlineData("utf8json", "utf8json")]
    public async Task The_json_has_the_engine_and_the_paths_of_the_lines(string requested, string ran)
    {
        ToolResult result = await Tool.RunAsync("stats", "--format", "json", "--engine", requested, Repository.BulkDelete);

        JsonElement json = result.OutputJson;
        JsonElement paths = json.GetProperty("paths");
        long fast = paths.GetProperty("fast").GetInt64();
        long general = paths.GetProperty("general").GetInt64();
        long reference = paths.GetProperty("reference").GetInt64();
        Assert.Equal(ran, json.GetProperty("engine").GetString());
        Assert.Equal(15_514, fast + general + reference);
        Assert.Equal(ran == "fast" ? 0 : 15_514, reference);
        Assert.Equal(ran == "fast", fast > 15_000);
        Assert.Equal(ran == "fast", json.GetProperty("vectorBits").GetInt32() is 128 or 256 or 512);
    }

    [Fact]
    public async Task The_table_has_the_engine_and_no_throughput_for_a_short_run()
    {
        ToolResult result = await Tool.RunAsync("stats", Repository.BulkDelete);

        Assert.Matches(@"engine fast, (128|256|512) bits: 15,\d{3} fast-path lines, \d+ general-path lines?", result.Output);
    }

    [Fact]
    public async Task Every_outcome_is_counted_with_its_reason()
    {
        string input = Lines(Hard, "", Handshake, Bad, Soft, "  ") + Hard[..40];

        ToolResult result = await Tool.RunAsync(input, ["stats", "--format", "json"]);

        Assert.Equal(1, result.ExitCode);
        JsonElement json = result.OutputJson;
        Assert.Equal([7, 2, 2, 1, 2], new[] { "lines", "events", "blank", "notRoutable", "rejected" }.Select(
            name => json.GetProperty(name).GetInt64()));
        Assert.Equal("""{"WebhookHandshake":1}""", json.GetProperty("notRoutableReasons").GetRawText());
        Assert.Equal("""{"InvalidJson":1,"Truncated":1}""", json.GetProperty("rejectedReasons").GetRawText());
        Assert.Contains("2 lines were rejected: InvalidJson 1, Truncated 1. The first: standard input, line 4, byte offset ", result.Error);
    }

    [Fact]
    public async Task Inputs_are_read_in_order_with_standard_input_among_them()
    {
        string plain = Folder.Write("plain.ndjson", Lines(Hard));
        string gzip = Folder.Write("named-wrongly.txt", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Soft, Soft))));

        ToolResult result = await Tool.RunAsync(Lines(Update), ["stats", "--format", "json", plain, "-", gzip]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.OutputJson.GetProperty("inputs").GetInt64());
        Assert.Equal("""{"SOFT":2,"HARD":1}""", result.OutputJson.GetProperty("deleteHandler").GetRawText());
        Assert.Equal("""{"ENTITY_DELETE":3,"ENTITY_UPDATE":1}""", result.OutputJson.GetProperty("operationType").GetRawText());
    }

    [Fact]
    public async Task Gzip_is_recognised_on_standard_input()
    {
        ToolResult result = await Tool.RunAsync(TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Hard))), ["stats", "--format", "json"]);

        Assert.Equal(1, result.OutputJson.GetProperty("events").GetInt64());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task An_empty_input_has_no_events(string input)
    {
        ToolResult result = await Tool.RunAsync(input, ["stats", "--format", "json"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, result.OutputJson.GetProperty("events").GetInt64());
        Assert.Equal(input.Length, result.OutputJson.GetProperty("blank").GetInt64());
    }

    [Fact]
    public async Task The_table_in_a_pipe_has_no_escapes_or_trailing_spaces()
    {
        ToolResult result = await Tool.RunAsync("stats", Repository.BulkDelete);

        Assert.DoesNotContain('\e', result.Output);
        Assert.DoesNotContain(result.OutputLines, line => line.EndsWith(' ') || line.Length > 80);
        string row = result.OutputLines.Single(line => line.StartsWith("  Column ", StringComparison.Ordinal));
        Assert.Contains("15,000   96.7 %  ████", row, StringComparison.Ordinal);
        Assert.Contains("HARD, purge", result.Output);
    }

    [Fact]
    public async Task Texts_beyond_the_total_length_are_counted_as_others()
    {
        string[] events = [.. Enumerable.Range(0, 20).Select(
            i => Hard.Replace("Table", $"{i}{new string('x', 1024 * 1024)}", StringComparison.Ordinal))];

        ToolResult result = await Tool.RunAsync(Lines([.. events, Hard]), ["stats", "--format", "json"]);

        Assert.Equal(5, result.OutputJson.GetProperty("typeName").GetProperty("(others)").GetInt64());
        Assert.Equal(1, result.OutputJson.GetProperty("typeName").GetProperty("Table").GetInt64());
        Assert.Equal(21, result.OutputJson.GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task Progress_without_a_terminal_is_written_as_lines()
    {
        ToolResult result = await Tool.RunAsync("stats", "--progress", "never", Repository.BulkDelete);
        Assert.Empty(result.Error);

        using System.Diagnostics.Process process = Tool.Start(["stats", "--progress", "always"]);
        await process.StandardInput.WriteAsync(Lines(Hard));
        await process.StandardInput.FlushAsync();
        string? line;
        do
            line = await process.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        while (line?.Contains("1 events", StringComparison.Ordinal) == false);

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.StartsWith("standard input: ", line);
    }

    [Fact]
    public async Task A_deep_or_long_line_is_rejected_by_its_limit()
    {
        string input = Lines(Hard, Hard.Replace("}}", new string(' ', 100) + "}}", StringComparison.Ordinal));

        ToolResult result = await Tool.RunAsync(input, ["stats", "--format", "json", "--max-line-bytes", "200"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("""{"LineTooLong":1}""", result.OutputJson.GetProperty("rejectedReasons").GetRawText());
        Assert.Equal(1, result.OutputJson.GetProperty("events").GetInt64());
    }
}
