namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Compressed and split messages, and wrappers.</summary>
public sealed class MessagesTests : FileTests
{
    private static readonly string[] s_parts = File.ReadAllLines(Repository.TestData("events/split.ndjson"));
    private static readonly string s_compressed = File.ReadAllLines(Repository.TestData("events/compressed.ndjson"))[0];
    private static readonly string[] s_wrapped = File.ReadAllLines(Repository.TestData("events/wrapped.ndjson"));

    [Fact]
    public async Task Unpacked_events_are_written_as_the_original_lines()
    {
        ToolResult result = await ReplayAsync([.. s_parts, s_compressed, .. s_wrapped], "--format", "raw");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(2 + s_wrapped.Length, result.OutputLines.Length);
        Assert.Single(result.OutputLines.Distinct());
        Assert.Equal(result.OutputLines[0], JsonDocument.Parse(s_wrapped[0]).RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Options_disable_unpacking()
    {
        ToolResult result = await StatsAsync([.. s_parts, .. s_wrapped], "--no-reassembly", "--unwrap", "none");

        Assert.Equal("""{"NotAnEvent":5,"CompressedOrSplit":3}""", result.OutputJson.GetProperty("notRoutableReasons").GetRawText());
        Assert.Equal(0, result.OutputJson.GetProperty("unpacked").GetInt64());
    }

    [Theory]
    [InlineData(2, "lambda")]
    [InlineData(1, "eventbridge")]
    [InlineData(2, "kafka-connect")]
    [InlineData(3, "eventbridge", "lambda")]
    [InlineData(5, "auto")]
    public async Task Only_the_given_wrappers_are_removed(int events, params string[] wrappers)
    {
        ToolResult result = await StatsAsync(s_wrapped, [.. wrappers.SelectMany(wrapper => new[] { "--unwrap", wrapper })]);

        Assert.Equal(events, result.OutputJson.GetProperty("events").GetInt64());
        Assert.Equal(events, result.OutputJson.GetProperty("unpacked").GetInt64());
    }

    [Fact]
    public async Task An_incomplete_message_is_reported_and_its_parts_are_kept_until_the_missing_one_comes()
    {
        string deadLetter = Folder.PathOf("dead.ndjson");
        string id = JsonDocument.Parse(s_parts[0]).RootElement.GetProperty("msgId").GetString()!;

        ToolResult result = await ReplayAsync([s_parts[0], "", s_parts[1]], "--dead-letter", deadLetter);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("2 lines were rejected: IncompleteMessage 2.", result.Error, StringComparison.Ordinal);
        Assert.Contains($"Message {id}: IncompleteMessage, 2 of 3 parts, lines 1, 3.", result.Error, StringComparison.Ordinal);

        JsonElement[] kept = [.. File.ReadLines(deadLetter).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement[] messages = [.. kept.Select(line => line.GetProperty("message"))];
        Assert.Equal([1, 3], kept.Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal([0, 2], messages.Select(message => message.GetProperty("part").GetInt32()));
        Assert.All(messages, message => Assert.Equal(id, message.GetProperty("id").GetString()));
        Assert.All(messages, message => Assert.Equal(3, message.GetProperty("parts").GetInt32()));

        ToolResult again = await ReplayAsync([.. kept.Select(line => line.GetProperty("raw").GetString()!), s_parts[2]]);
        Assert.Equal(0, again.ExitCode);
        Assert.Single(again.OutputLines);
    }

    [Fact]
    public async Task A_broken_message_is_reported_with_its_id()
    {
        string broken = s_compressed.Replace("H4sI", "H5sI", StringComparison.Ordinal);
        ToolResult result = await ReplayAsync([broken]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Message 00000051-5bd8-4149-81d3-447ba654dbaa_1: InvalidGzip, line 1.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_first_broken_messages_are_named()
    {
        string broken = s_compressed.Replace("H4sI", "H5sI", StringComparison.Ordinal);
        ToolResult result = await ReplayAsync(
            [.. Enumerable.Range(1, 9).Select(i => broken.Replace("baa_1", $"baa_{i}", StringComparison.Ordinal))]);

        Assert.Contains("baa_5: InvalidGzip, line 5.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("baa_6", result.Error, StringComparison.Ordinal);
        Assert.Contains("And 4 more such messages.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_breaks_off_rejects_its_incomplete_messages()
    {
        byte[] gzip = TemporaryFolder.Gzip(BytesOf([s_parts[0], s_parts[1]]));
        ToolResult result = await Tool.RunAsync(gzip[..^4], ["stats", "--format", "json"]);

        Assert.Equal(65, result.ExitCode);
        Assert.Equal(0, result.OutputJson.GetProperty("pending").GetInt64());
        Assert.Equal("""{"IncompleteMessage":2}""", result.OutputJson.GetProperty("rejectedReasons").GetRawText());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_stream_of_every_form_gives_the_original_events(string seed)
    {
        string[] command = ["generate", "--mix", "--events", "4000", "--seed", seed];
        byte[] plain = (await Tool.RunAsync(command)).OutputBytes;
        byte[] everyForm = (await Tool.RunAsync([.. command, "--every-form"])).OutputBytes;
        byte[] noise = BytesOf(
            ["", "not JSON", """{"key":1,"value":{"a":1}}""", s_parts[0], s_parts[1], """{"message":"text","level":"info"}"""]);

        ToolResult expected = await Tool.RunAsync(plain, ["replay"]);
        ToolResult actual = await Tool.RunAsync([.. noise, .. everyForm, .. noise], ["replay"]);
        Assert.Equal(1, actual.ExitCode);
        Assert.Equal(expected.OutputLines.Order(StringComparer.Ordinal), actual.OutputLines.Order(StringComparer.Ordinal));

        JsonElement before = (await Tool.RunAsync(plain, ["stats", "--format", "json", "--by", "scenario"])).OutputJson;
        ToolResult mixed = await Tool.RunAsync([.. noise, .. everyForm, .. noise], ["stats", "--format", "json", "--by", "scenario"]);
        JsonElement after = mixed.OutputJson;
        Assert.All(
            ["events", "operationType", "typeName", "deleteHandler", "connection", "scenario", "scenarioUpdates", "scenarioTags"],
            name => Assert.Equal(before.GetProperty(name).GetRawText(), after.GetProperty(name).GetRawText()));
        Assert.Equal("""{"IncompleteMessage":2,"InvalidJson":2}""", after.GetProperty("rejectedReasons").GetRawText());
        Assert.InRange(after.GetProperty("unpacked").GetInt64(), 1_000, after.GetProperty("events").GetInt64());
    }

    [Theory]
    [InlineData("--max-message-bytes", "100", "MessageTooLarge")]
    [InlineData("--max-pending-bytes", "100", "IncompleteMessage")]
    public async Task Options_set_the_limits(string option, string value, string reason)
    {
        ToolResult result = await StatsAsync(s_parts, option, value);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($$"""{"{{reason}}":3}""", result.OutputJson.GetProperty("rejectedReasons").GetRawText());
    }

    private static Task<ToolResult> ReplayAsync(string[] lines, params string[] options)
        => Tool.RunAsync(BytesOf(lines), ["replay", .. options]);

    private static Task<ToolResult> StatsAsync(string[] lines, params string[] options)
        => Tool.RunAsync(BytesOf(lines), ["stats", "--format", "json", .. options]);

    private static byte[] BytesOf(string[] lines) => System.Text.Encoding.UTF8.GetBytes(Events.Lines(lines));
}
