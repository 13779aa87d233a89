namespace AtlanEvents.Fast.Kafka.Tests.Groups;

/// <summary>Brokers that fail. Each test has its own cluster, which is always the mock one.</summary>
public sealed class FaultTests
{
    private const int Assets = 40;

    [Fact]
    public async Task Brokers_that_go_down_and_come_back_lose_nothing()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 4, cluster);
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        for (int version = 0; version < 3; version++)
        {
            await topic.ProduceAsync(VersionOf(version));
            await consumer.WaitForAsync(() => handler.Seen.Count >= Assets * version, "earlier events handled");
            int before = consumer.CountLogged("AllBrokersDown");
            cluster.TakeAllDown();

            // A consumer that has not connected again since the last time does not notice.
            var down = Stopwatch.StartNew();
            await consumer.WaitForAsync(
                () => consumer.CountLogged("AllBrokersDown") > before || down.Elapsed > TimeSpan.FromSeconds(5),
                "the loss of the brokers noticed");
            cluster.BringAllUp();
        }

        await consumer.WaitForAsync(() => Distinct(handler) == 3 * Assets, "all events handled");
        GroupAssertions.InOrderForEachAsset(handler.Seen);
        await consumer.WaitForAsync(() => topic.Committed(partitions: 4).Sum() == 3 * Assets, "all offsets committed");
    }

    [Fact]
    public async Task Commits_and_fetches_that_fail_are_repeated()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 4, cluster);
        cluster.FailNext(
            RequestKind.OffsetCommit,
            ErrorCode.RequestTimedOut, ErrorCode.NotCoordinatorForGroup, ErrorCode.GroupCoordinatorNotAvailable);
        cluster.FailNext(RequestKind.Fetch, ErrorCode.RequestTimedOut, ErrorCode.RequestTimedOut);
        await topic.ProduceAsync(VersionOf(0));
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        await consumer.WaitForAsync(() => Distinct(handler) == Assets, "all events handled");
        await consumer.WaitForAsync(() => topic.Committed(partitions: 4).Sum() == Assets, "all offsets committed");
    }

    [Fact]
    public async Task A_dead_letter_waits_for_brokers_that_refuse_it_and_the_offset_waits_for_the_dead_letter()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        await topic.ProduceAsync(["{", Lines.Event(asset: 1)]);

        // Errors that pass.
        cluster.FailNext(RequestKind.Produce, [.. Enumerable.Repeat(ErrorCode.NotLeaderForPartition, 3)]);
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        await consumer.WaitForAsync(() => consumer.Consumer.Status.DeadLetters == 1, "the dead letter written");
        await consumer.WaitForAsync(() => topic.Committed(partitions: 1).Single() == 2, "the offset committed");
        Assert.Equal("{", Encoding.UTF8.GetString((await topic.ReadDeadLettersAsync(1)).Single().Message.Value));
    }

    [Fact]
    public async Task A_dead_letter_topic_that_refuses_for_good_stops_the_consumer_before_the_offset()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        await topic.ProduceAsync(["{", Lines.Event(asset: 1)]);
        cluster.SetTopicError(topic.DeadLetters, ErrorCode.TopicAuthorizationFailed);
        await using (var consumer = new RunningConsumer(topic.Options(GroupProtocol.Consumer), new TestHandler()))
        {
            var exception = await Assert.ThrowsAsync<EventKafkaException>(() => consumer.Run);
            Assert.Contains($"'{topic.DeadLetters}'", exception.Message, StringComparison.Ordinal);
            Assert.Contains("Grant", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, topic.Committed(partitions: 1).Single());
    }

    [Fact]
    public async Task A_stop_while_all_brokers_are_down_ends()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 4, cluster);
        await topic.ProduceAsync(VersionOf(0));
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        await consumer.WaitForAsync(() => Distinct(handler) == Assets, "all events handled");
        cluster.TakeAllDown();
        await consumer.WaitForAsync(() => consumer.HasLogged("AllBrokersDown"), "the loss of the brokers noticed");
        await consumer.StopAsync();
    }

    private static IEnumerable<(string?, byte[], int?)> VersionOf(int version)
        => Enumerable.Range(0, Assets).Select(asset =>
            ((string?)Lines.GuidOf(asset), Encoding.UTF8.GetBytes(Lines.Event(asset, version)), (int?)null));

    private static int Distinct(TestHandler handler) => handler.Seen.Select(seen => seen.QualifiedName).Distinct().Count();
}
