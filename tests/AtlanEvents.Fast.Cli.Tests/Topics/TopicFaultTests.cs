using AtlanEvents.Fast.Cli.Tests.Http;

namespace AtlanEvents.Fast.Cli.Tests.Topics;

/// <summary>Replays for a group lose nothing, whatever happens to the tool or to the brokers.</summary>
public sealed class TopicFaultTests : FileTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    [UnixFact]
    [Trait("Behaviour", "kill")]
    public Task Some_kills_lose_nothing() => KillAsync(kills: 6);

    [UnixFact]
    [Trait("Tier", "Slow")]
    [Trait("Behaviour", "kill")]
    public Task Two_hundred_kills_lose_nothing() => KillAsync(kills: 200);

    [UnixFact]
    public async Task Brokers_that_are_down_for_a_while()
    {
        using var cluster = new MockCluster();
        TestTopic source = await TestTopic.CreateAsync(partitions: 3, cluster);
        TestTopic target = await TestTopic.CreateAsync(partitions: 3, cluster);
        await TopicTests.ProduceAsync(source, Sample.Events(100, guids: 20));
        using var tool = new Inputs.FollowingTool(
            "replay", "--follow", TopicTests.AddressOf(source, $"group={source.Group}"), "--to", TopicTests.AddressOf(target), "--yes",
            "--kafka-config", Folder.Write("config", "socket.timeout.ms=5000"));
        await target.ReadAsync(target.Name, 100);
        cluster.TakeAllDown();
        Assert.EndsWith("failed; waiting", await tool.ReadMessageAsync(), StringComparison.Ordinal);
        cluster.BringAllUp();
        await TopicTests.ProduceAsync(source, Sample.Events(200, guids: 20).Skip(100));
        List<ConsumeResult<byte[], byte[]>> records = await target.ReadAsync(target.Name, 200);
        ToolResult result = await tool.StopAsync("TERM");
        Assert.Equal(ExitCode.Terminated, result.ExitCode);
        Assert.Equal(
            Enumerable.Range(0, 200),
            records.Select(record => Sample.Read(Encoding.UTF8.GetString(record.Message.Value)).Sequence).Order());
        Assert.Equal(200, source.Committed(3).Sum());
    }

    [UnixFact]
    public async Task Signal_while_no_broker_answers()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        using var tool = new Inputs.FollowingTool(
            "replay", "--follow", TopicTests.AddressOf(topic, $"group={topic.Group}"), "--format", "raw");
        await TopicTests.ProduceAsync(topic, Sample.Events(1, guids: 1));
        Assert.NotNull(await tool.ReadLineAsync());
        cluster.TakeAllDown();
        Assert.NotNull(await tool.ReadMessageAsync());
        ToolResult result = await tool.StopAsync("INT");

        // The offset was committed before, or cannot be.
        Assert.True(result.ExitCode is ExitCode.Interrupted or ExitCode.Unavailable, result.Error);
    }

    [Fact]
    public async Task Commit_that_fails_for_a_while_is_repeated()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        await TopicTests.ProduceAsync(topic, Sample.Events(10, guids: 3));
        cluster.FailNext(RequestKind.OffsetCommit, [.. Enumerable.Repeat(ErrorCode.GroupLoadInProgress, 3)]);
        ToolResult result = await Tool.RunAsync("replay", TopicTests.AddressOf(topic, $"group={topic.Group}"));
        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        Assert.Equal(10, topic.Committed(1).Sum());
    }

    [Fact]
    public async Task Group_that_running_consumers_use_cannot_be_committed_for()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        await TopicTests.ProduceAsync(topic, Sample.Events(10, guids: 3));
        cluster.FailNext(RequestKind.OffsetCommit, [.. Enumerable.Repeat(ErrorCode.UnknownMemberId, 20)]);
        ToolResult result = await Tool.RunAsync("replay", TopicTests.AddressOf(topic, $"group={topic.Group}"));
        Assert.Equal(ExitCode.Unavailable, result.ExitCode);
        Assert.Contains("Stop them, or use another group", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topic_that_refuses_events()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        cluster.FailNext(RequestKind.Produce, [.. Enumerable.Repeat(ErrorCode.TopicAuthorizationFailed, 20)]);
        ToolResult result = await Tool.RunAsync(Sample.Input(10, 3), ["replay", "-", "--yes", "--to", TopicTests.AddressOf(topic)]);
        Assert.Equal(ExitCode.Unavailable, result.ExitCode);
        Assert.Contains("This user may not use", result.Error, StringComparison.Ordinal);
    }

    private async Task KillAsync(int kills)
    {
        const int Events = 20_000;
        const int Assets = 100;
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        TestTopic topic = await TestTopic.CreateAsync();
        await TopicTests.ProduceAsync(topic, Sample.Events(Events, Assets));
        string output = Folder.PathOf("out");
        string[] command = ["replay", TopicTests.AddressOf(topic, $"group={topic.Group}"), "--format", "raw", "--to", output];
        for (int killed = 0; killed < kills;)
        {
            using Process process = Tool.Start(command);
            process.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task exit = process.WaitForExitAsync().WaitAsync(s_timeout);
            if (await Task.WhenAny(exit, Task.Delay(random.Next(600))) != exit)
            {
                process.Kill();
                killed++;
            }

            await exit;
            if (process.ExitCode == ExitCode.Done)
                await TopicTests.ProduceAsync(topic, Sample.Events(Events, Assets));

            Assert.True(process.ExitCode is ExitCode.Done or 128 + 9, $"seed {seed}: {await error}");
        }

        ToolResult last = await Tool.RunAsync(command);
        Assert.True(last.ExitCode == ExitCode.Done, last.Error);

        // Every event at least once; only complete lines; and behind a repeated event, all later ones of its asset follow again.
        var next = new Dictionary<string, int>();
        var seen = new HashSet<int>();
        foreach (string line in File.ReadLines(output))
        {
            (string guid, int sequence) = Sample.Read(line);
            seen.Add(sequence);
            int expected = next.GetValueOrDefault(guid, sequence);
            Assert.True(sequence <= expected, $"{guid} continues with {sequence} instead of {expected}, seed {seed}");
            next[guid] = sequence + Assets;
        }

        Assert.Equal(Events, seen.Count);
    }
}
