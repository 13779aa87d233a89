using AtlanEvents.Fast.Cli.Tests.Http;
using AtlanEvents.Fast.Cli.Tests.Topics;

namespace AtlanEvents.Fast.Cli.Tests.Receiving;

/// <summary><c>receive</c> to another receiver or a topic, which must accept an event before it is answered.</summary>
public sealed class ForwardTests : FileTests
{
    private const string Variable = "TEST_SECRET";

    [UnixFact]
    public async Task A_dump_passes_through_two_receivers_byte_for_byte()
    {
        byte[] dump = (await Tool.RunAsync("generate", "--tables", "20", "--columns", "300")).OutputBytes;
        string file = Folder.PathOf("events.ndjson");
        await using RunningReceiver last = await RunningReceiver.StartAsync(file);
        await using RunningReceiver first = await StartAsync(last.Url, "--to-secret-env", Variable);
        ToolResult sent = await first.ReplayAsync(dump);

        Assert.True(sent.ExitCode == 0, sent.Error);
        Assert.Equal(Sorted(Encoding.UTF8.GetString(dump)), Sorted(File.ReadAllText(file)));
        Assert.Equal(200, await first.PostAsync("""{"type":"DATA_ACCESS_REQUEST","payload":{}}"""));
        Assert.Equal(503, await first.PostAsync("""{"msgId":"1_2","msgSplitIdx":0,"msgSplitCount":2,"message":"H4"}"""));
        Assert.Equal(143, await first.StopAsync());
        Assert.Contains("messages accepted: 335", first.Messages, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task An_event_that_the_receiver_refuses_is_in_the_dead_letter_before_it_is_answered()
    {
        await using TestReceiver target = await TestReceiver.StartAsync(arrival => arrival.Sequence == 1 ? 400 : 200);
        string[] events = Sample.Events(3, guids: 3);
        for (int run = 1; run <= 2; run++)
        {
            await using RunningReceiver receiver = await StartAsync(target.Url);
            foreach (string line in events)
                Assert.Equal(200, await receiver.PostAsync(line));

            receiver.Process.Kill();
            await receiver.WaitForExitAsync();
            string[] refused = await File.ReadAllLinesAsync(Folder.PathOf("refused.ndjson"));
            Assert.Equal(run, refused.Length);
            Assert.Equal(events[1], JsonDocument.Parse(refused[^1]).RootElement.GetProperty("raw").GetString());
        }
    }

    [UnixFact]
    public async Task Events_do_not_wait_for_one_that_the_receiver_cannot_accept()
    {
        await using TestReceiver target = await TestReceiver.StartAsync(arrival => arrival.Guid == "g-0" ? 500 : 200);
        await using RunningReceiver receiver = await StartAsync(target.Url, "--max-wait", "60");
        string[] events = Sample.Events(40, guids: 40);
        Task<int> stuck = receiver.PostAsync(events[0]);
        await target.WaitForAsync(1);

        // A few of them have the lane of the first one, and wait for it.
        Task<int>[] others = [.. events.Skip(1).Select(line => receiver.PostAsync(line))];
        await RunningReceiver.WaitForAsync(() => others.Count(other => other.IsCompleted) > 30, "most other events are answered");
        Assert.All(others.Where(other => other.IsCompleted), other => Assert.Equal(200, other.Result));
        Assert.False(stuck.IsCompleted);
    }

    [UnixFact]
    public async Task While_the_receiver_is_down_events_should_be_sent_again()
    {
        bool isDown = true;
        await using TestReceiver target = await TestReceiver.StartAsync(_ => Volatile.Read(ref isDown) ? 503 : 200);
        await using RunningReceiver receiver = await StartAsync(target.Url, "--max-wait", "0.3");
        string line = Assert.Single(Sample.Events(1, guids: 1));
        Assert.Equal(503, await receiver.PostAsync(line));
        Volatile.Write(ref isDown, false);

        await RunningReceiver.WaitForAsync(() => receiver.PostAsync(line).Result == 200, "the event is accepted");
        Assert.Contains(target.Accepted, arrival => arrival.Body == line);
    }

    [UnixFact]
    public async Task A_receiver_that_asks_for_months_of_patience_does_not_end_the_run()
    {
        await using TestReceiver target = await TestReceiver.StartAsync((_, context) =>
        {
            context.Response.Headers.RetryAfter = "5000000";
            return Task.FromResult(503);
        });
        await using RunningReceiver receiver = await StartAsync(target.Url, "--max-wait", "0.3");
        foreach (string line in Sample.Events(3, guids: 3))
            Assert.Equal(503, await receiver.PostAsync(line));

        Assert.Equal(143, await receiver.StopAsync());
        Assert.DoesNotContain("   at ", receiver.Messages, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_receiver_that_denies_access_ends_the_run_with_the_reason()
    {
        await using TestReceiver target = await TestReceiver.StartAsync(_ => 401);
        await using RunningReceiver receiver = await StartAsync(target.Url);
        Assert.Equal(503, await receiver.PostAsync(Sample.Events(1, guids: 1)[0]));

        Assert.Equal(75, await receiver.WaitForExitAsync());
        Assert.Contains("denied access with status 401", receiver.Messages, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Events_pass_through_a_topic_byte_for_byte()
    {
        byte[] dump = (await Tool.RunAsync("generate", "--tables", "20", "--columns", "300")).OutputBytes;
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 3, cluster);
        await using (RunningReceiver receiver = await RunningReceiver.StartAsync(TopicTests.AddressOf(topic)))
        {
            ToolResult sent = await receiver.ReplayAsync(dump);
            Assert.True(sent.ExitCode == 0, sent.Error);
            Assert.Equal(143, await receiver.StopAsync());
        }

        ToolResult read = await Tool.RunAsync("replay", TopicTests.AddressOf(topic), "--format", "raw");
        Assert.True(read.ExitCode == 0, read.Error);
        Assert.Equal(Sorted(Encoding.UTF8.GetString(dump)), Sorted(read.Output));
    }

    [UnixFact]
    public async Task Event_that_the_brokers_refuse_ends_the_run_with_the_reason()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        string config = Folder.Write("config", $"{MockCluster.MaxInFlight}=1\n");
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(TopicTests.AddressOf(topic), "--kafka-config", config);
        string[] events = Sample.Events(2, guids: 2);
        Assert.Equal(200, await receiver.PostAsync(events[0]));
        cluster.FailNext(RequestKind.Produce, ErrorCode.MsgSizeTooLarge);
        Assert.Equal(503, await receiver.PostAsync(events[1]));

        Assert.Equal(74, await receiver.WaitForExitAsync());
        Assert.Contains("too large", receiver.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needs --dead-letter", "--to", "http://127.0.0.1:1/")]
    [InlineData("only with --to a FILE", "--to", "http://127.0.0.1:1/", "--dead-letter", "d", "--rotate-bytes", "5")]
    [InlineData("only with --to http", "--to", "f", "--dead-letter", "d")]
    [InlineData("only with --to kafka", "--to", "f", "--kafka-config", "d")]
    [InlineData("only with --to http", "--to", "f", "--max-wait", "5")]
    [InlineData("cannot be used together", "--to", "http://a/", "--dead-letter", "d", "--to-secret-env", "A", "--to-secret-file", "b")]
    public async Task Usage_errors_name_the_mistake(string message, params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(["receive", "--listen", "http://127.0.0.1:0/", "--unsigned", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Sorted(string lines)
        => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    private Task<RunningReceiver> StartAsync(string to, params string[] arguments)
        => RunningReceiver.StartAsync(to, ["--dead-letter", Folder.PathOf("refused.ndjson"), .. arguments]);
}
