using AtlanEvents.Fast.Cli.Tests.Http;

namespace AtlanEvents.Fast.Cli.Tests.Topics;

/// <summary>The tool reads from topics and writes to them, in every direction, with real clients and brokers.</summary>
public sealed class TopicTests : FileTests
{
    private const int Events = 3_000;
    private const int Assets = 40;

    [Fact]
    public async Task File_to_topic_to_file()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        string dump = Folder.Write("dump", Sample.Input(Events, Assets));
        ToolResult sent = await Tool.RunAsync("replay", dump, "--to", AddressOf(topic));
        Assert.True(sent.ExitCode == ExitCode.Done, sent.Error);
        Assert.Equal($"3,000 of 3,000 events acknowledged by {AddressOf(topic)}.\n", sent.Error);

        ToolResult read = await Tool.RunAsync("replay", AddressOf(topic), "--format", "raw");
        Assert.True(read.ExitCode == ExitCode.Done, read.Error);
        AssertInOrderForEachAsset(Events, read.OutputLines);
    }

    [Fact]
    public async Task Topic_to_receiver()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        await ProduceAsync(topic, Sample.Events(300, Assets));
        await using TestReceiver receiver = await TestReceiver.StartAsync(arrival => arrival.Sequence is 7 or 300 ? 400 : 200);
        string refused = Folder.PathOf("refused");
        string[] command = ["replay", AddressOf(topic, "group=web"), "--to", receiver.Url, "--dead-letter", refused];
        ToolResult result = await Tool.RunAsync(command);
        Assert.True(result.ExitCode == ExitCode.LinesRejected, result.Error);
        AssertInOrderForEachAsset(300, receiver.Arrivals.Select(arrival => arrival.Body));

        // The next run continues, and adds to the dead letter.
        await ProduceAsync(topic, [Sample.Event("g-1", 300), Sample.Event("g-1", 301)]);
        await Tool.RunAsync(command);
        Assert.Equal(302, receiver.Arrivals.Length);
        Assert.Equal(
            [Sample.Event("g-7", 7), Sample.Event("g-1", 300)],
            File.ReadAllLines(refused).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("raw").GetString()));
    }

    [Fact]
    public async Task Topic_to_topic_keeps_headers_and_sets_keys()
    {
        TestTopic source = await TestTopic.CreateAsync();
        TestTopic target = await TestTopic.CreateAsync();
        var config = new ProducerConfig { BootstrapServers = source.Cluster.BootstrapServers };
        using (IProducer<Null, string> producer = new ProducerBuilder<Null, string>(config).Build())
        {
            var headers = new Headers { { "traceparent", "00-1"u8.ToArray() }, { "empty", null } };
            await producer.ProduceAsync(source.Name, new Message<Null, string> { Value = Sample.Event("g-7", 1), Headers = headers });
        }

        ToolResult result = await Tool.RunAsync("replay", AddressOf(source), "--to", AddressOf(target));
        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        ConsumeResult<byte[], byte[]> record = Assert.Single(await target.ReadAsync(target.Name, 1));
        Assert.Equal("g-7"u8.ToArray(), record.Message.Key);
        Assert.Equal(Sample.Event("g-7", 1), Encoding.UTF8.GetString(record.Message.Value));
        Assert.Equal("00-1"u8.ToArray(), record.Message.Headers.GetLastBytes("traceparent"));
        Assert.Null(record.Message.Headers.GetLastBytes("empty"));
    }

    [Fact]
    public async Task Runs_for_a_group_continue_and_append()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        string output = Folder.PathOf("out");
        await ProduceAsync(topic, Sample.Events(100, Assets));
        string[] command = ["replay", AddressOf(topic, "group=g"), "--format", "raw", "--to", output];
        Assert.Equal("30 of 30 events written to " + output + ".\n", (await Tool.RunAsync([.. command, "--limit", "30"])).Error);
        Assert.Equal(30, File.ReadAllLines(output).Length);

        // As a run leaves it that is killed while it writes.
        File.AppendAllText(output, "{\"half");
        await Tool.RunAsync(command);
        await ProduceAsync(topic, [Sample.Event("g-0", 100)]);
        await Tool.RunAsync(command);
        await Tool.RunAsync(command);
        AssertInOrderForEachAsset(101, File.ReadAllLines(output));
    }

    [Fact]
    public async Task Header_of_CSV_is_written_once()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        string output = Folder.PathOf("out");
        for (int i = 0; i < 2; i++)
        {
            await ProduceAsync(topic, [Sample.Event("g-1", i)]);
            await Tool.RunAsync("replay", AddressOf(topic, "group=g"), "--format", "csv", "--to", output);
        }

        Assert.Equal(3, File.ReadAllLines(output).Length);
        Assert.StartsWith("operationType,", File.ReadAllLines(output)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stats", "--format", "json")]
    [InlineData("audit", "--format", "json")]
    [InlineData("replay", "--dry-run", "--quiet")]
    public async Task Only_a_replay_commits(string command, params string[] options)
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        await ProduceAsync(topic, Sample.Events(100, Assets));
        ToolResult result = await Tool.RunAsync([command, AddressOf(topic, $"group={topic.Group}"), .. options]);
        Assert.True(result.ExitCode is ExitCode.Done or ExitCode.LinesRejected, result.Error);
        Assert.Equal([0, 0], topic.Committed(2));

        await Tool.RunAsync("replay", AddressOf(topic, $"group={topic.Group}"));
        Assert.Equal(100, topic.Committed(2).Sum());
    }

    [Fact]
    public async Task Followed_topic_is_read_until_a_signal()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await ProduceAsync(topic, [Sample.Event("g-1", 0)]);
        using var tool = new Inputs.FollowingTool(
            "replay", "--follow", AddressOf(topic, $"group={topic.Group}"), "--format", "raw");
        Assert.Equal(Sample.Event("g-1", 0), await tool.ReadLineAsync());
        await ProduceAsync(topic, [Sample.Event("g-1", 1)]);
        Assert.Equal(Sample.Event("g-1", 1), await tool.ReadLineAsync());
        ToolResult result = await tool.StopAsync("INT");
        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Equal(2, topic.Committed(1).Sum());
    }

    [Fact]
    public async Task Positions_are_partitions_and_offsets()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        string deadLetter = Folder.PathOf("dead");
        await topic.ProduceAsync([(null, Encoding.UTF8.GetBytes(Hard), 3), (null, Encoding.UTF8.GetBytes(Bad), 3)]);
        ToolResult result = await Tool.RunAsync("stats", AddressOf(topic), "--dead-letter", deadLetter);
        Assert.Equal(ExitCode.LinesRejected, result.ExitCode);
        Assert.Contains($"The first: {topic.Name}[3], offset 1: InvalidJson.", result.Error, StringComparison.Ordinal);
        JsonElement dead = JsonDocument.Parse(File.ReadAllText(deadLetter)).RootElement;
        Assert.Equal($"{topic.Name}[3]", dead.GetProperty("input").GetString());
        Assert.Equal(1, dead.GetProperty("offset").GetInt64());
        Assert.Equal(Bad, dead.GetProperty("raw").GetString());
    }

    [Fact]
    public async Task Audit_names_the_partitions_of_repeated_deletes()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        await topic.ProduceAsync([(null, Encoding.UTF8.GetBytes(Hard), 1)]);
        await topic.ProduceAsync([(null, Encoding.UTF8.GetBytes(Update), 2), (null, Encoding.UTF8.GetBytes(Hard), 2)]);
        string text = (await Tool.RunAsync("audit", AddressOf(topic))).Output;
        string first = $"{topic.Name}[1], line 0";
        string second = $"{topic.Name}[2], line 1";
        Assert.True(text.Contains(first, StringComparison.Ordinal) || text.Contains(second, StringComparison.Ordinal), text);
        Assert.Contains("first deleted in line", text, StringComparison.Ordinal);
        Assert.Contains($" of {topic.Name}[", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purges_are_sent_to_a_topic_only_on_request()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        ToolResult refused = await Tool.RunAsync(Lines(Hard), ["replay", "-", "--to", AddressOf(topic)]);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("--yes", refused.Error, StringComparison.Ordinal);
        ToolResult sent = await Tool.RunAsync(Lines(Hard), ["replay", "-", "--to", AddressOf(topic), "--yes"]);
        Assert.True(sent.ExitCode == ExitCode.Done, sent.Error);
        Assert.Single(await topic.ReadAsync(topic.Name, 1));
    }

    [Fact]
    public async Task Checkpoint_of_a_file_that_is_sent_to_a_topic()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        string dump = Folder.Write("dump", Sample.Input(200, Assets));
        string[] command = ["replay", dump, "--to", AddressOf(topic), "--checkpoint", Folder.PathOf("checkpoint")];
        Assert.Equal(ExitCode.Done, (await Tool.RunAsync(command)).ExitCode);
        Assert.Contains("Nothing to do", (await Tool.RunAsync(command)).Error, StringComparison.Ordinal);
        AssertInOrderForEachAsset(200, (await Tool.RunAsync("replay", AddressOf(topic), "--format", "raw")).OutputLines);
    }

    [Fact]
    public async Task Old_parts_of_an_incomplete_message_do_not_hold_up_a_group()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await ProducePartAsync(DateTimeOffset.UtcNow.AddHours(-1), "old");
        await ProducePartAsync(DateTimeOffset.UtcNow, "new");
        await ProduceAsync(topic, Sample.Events(2, guids: 2));
        string dead = Folder.PathOf("dead");
        string[] command = ["replay", AddressOf(topic, "group=g"), "--format", "raw", "--dead-letter", dead];

        ToolResult first = await Tool.RunAsync(command);
        Assert.Equal(Sample.Events(2, guids: 2), first.OutputLines);
        Assert.Contains("\"old\"", JsonDocument.Parse(Assert.Single(File.ReadAllLines(dead))).RootElement.GetProperty("raw").GetString());

        // The new part is read again, and so is what follows it.
        ToolResult second = await Tool.RunAsync(command);
        Assert.Equal(Sample.Events(2, guids: 2), second.OutputLines);
        Assert.Equal([1], topic.Committed(partitions: 1, "g"));

        async Task ProducePartAsync(DateTimeOffset written, string id)
        {
            using IProducer<Null, string> producer = new ProducerBuilder<Null, string>(
                new ProducerConfig { BootstrapServers = topic.Cluster.BootstrapServers, SocketTimeoutMs = 5_000 }).Build();
            string part = $$"""{"msgId":"{{id}}","msgSplitIdx":0,"msgSplitCount":2,"msgCompressionKind":"GZIP","message":"H4"}""";
            await producer.ProduceAsync(topic.Name, new Message<Null, string> { Value = part, Timestamp = new Timestamp(written) });
        }
    }

    [Fact]
    public async Task Topic_that_does_not_exist()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        ToolResult result = await Tool.RunAsync("stats", AddressOf(topic) + "-none");
        Assert.Equal(ExitCode.NoInput, result.ExitCode);
        Assert.Contains($"Kafka has no topic '{topic.Name}-none'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "kafka://b/t", "--checkpoint", "FILE", "add ?group=NAME to the address")]
    [InlineData("replay", "kafka://b/t?group=g", "--to", "kafka://b/t", "is both an input and an output")]
    [InlineData("replay", "FILE", "--to", "kafka://b/t", "--format", "csv", "receivers and topics get raw events")]
    [InlineData("replay", "FILE", "--to", "kafka://b/t?group=g", "takes no parameters")]
    [InlineData("replay", "kafka://b/t?group=g", "--to", "http://b/", "needs --dead-letter FILE")]
    [InlineData("replay", "FILE", "--to", "kafka://b/t", "--rate", "5", "--rate can be used only with --to http")]
    [InlineData("replay", "--follow", "kafka://b/t", "--to", "kafka://b/t2", "cannot be searched in advance")]
    public async Task Options_that_do_not_go_together(params string[] arguments)
    {
        string file = Folder.Write("file", "");
        ToolResult result = await Tool.RunAsync([.. arguments[..^1].Select(argument => argument == "FILE" ? file : argument)]);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(arguments[^1], result.Error, StringComparison.Ordinal);
    }

    internal static string AddressOf(TestTopic topic, string? query = null)
        => $"kafka://{topic.Cluster.BootstrapServers}/{topic.Name}{(query is null ? "" : $"?{query}")}";

    internal static Task ProduceAsync(TestTopic topic, IEnumerable<string> events)
        => topic.ProduceAsync(events.Select(value => ((string?)Sample.Read(value).Guid, Encoding.UTF8.GetBytes(value), (int?)null)));

    /// <summary>Asserts that events arrived once each, and those of each asset in order.</summary>
    private static void AssertInOrderForEachAsset(int count, IEnumerable<string> events)
    {
        (string Guid, int Sequence)[] read = [.. events.Select(Sample.Read)];
        Assert.Equal(Enumerable.Range(0, count), read.Select(each => each.Sequence).Order());
        Assert.All(
            read.GroupBy(each => each.Guid),
            asset => Assert.Equal(asset.Select(each => each.Sequence).Order(), asset.Select(each => each.Sequence)));
    }
}
