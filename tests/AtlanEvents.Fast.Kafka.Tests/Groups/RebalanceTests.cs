using System.Collections.Concurrent;

namespace AtlanEvents.Fast.Kafka.Tests.Groups;

/// <summary>Consumers join and leave a group while events are handled.</summary>
public sealed class RebalanceTests
{
    private const int Partitions = 6;

    [Theory]
    [InlineData(GroupProtocol.Classic)]
    [InlineData(GroupProtocol.Consumer)]
    public async Task A_second_consumer_takes_over_partitions_and_nothing_is_lost_or_out_of_order(GroupProtocol protocol)
    {
        const int Assets = 60;
        const int Versions = 30;
        TestTopic topic = await TestTopic.CreateAsync(Partitions);
        await topic.ProduceAsync(
            from version in Enumerable.Range(0, Versions)
            from asset in Enumerable.Range(0, Assets)
            select ((string?)Lines.GuidOf(asset), Encoding.UTF8.GetBytes(Lines.Event(asset, version)), (int?)null));

        var handler = new TestHandler { OnEvent = async (_, stop) => await Task.Delay(1, stop) };
        await using var first = new RunningConsumer(topic.MemberOptions(protocol), handler);
        await first.WaitForAsync(() => handler.Seen.Count > 50, "some events handled");
        await using (var second = new RunningConsumer(topic.MemberOptions(protocol), handler))
        {
            await second.WaitForAsync(() => second.Consumer.Status.AssignedPartitions > 0, "the second consumer assigned");
            await second.WaitForAsync(() => topic.Committed(Partitions).Sum() == Assets * Versions, "all events handled and committed");
            await second.StopAsync();
        }

        await first.StopAsync();
        Assert.Equal(Assets * Versions, handler.Seen.Select(seen => seen.QualifiedName).Distinct().Count());
        Assert.Equal(Assets * Versions, topic.Committed(Partitions).Sum());
        GroupAssertions.InOrderForEachAsset(handler.Seen);

        // Partitions change hands without repeats. With the classic protocol, the mock cluster refuses commits while the group rebalances,
        // which brokers do not.
        if (protocol == GroupProtocol.Consumer)
            Assert.Equal(Assets * Versions, handler.Seen.Count);
    }

    [Theory]
    [InlineData(GroupProtocol.Classic)]
    [InlineData(GroupProtocol.Consumer)]
    public async Task Events_being_handled_when_a_partition_is_taken_away_are_cancelled_after_a_time_and_repeated(GroupProtocol protocol)
    {
        TestTopic topic = await TestTopic.CreateAsync(Partitions);
        await topic.ProduceAsync(Enumerable.Range(0, Partitions).Select(partition =>
            ((string?)null, Encoding.UTF8.GetBytes(Lines.Event(partition)), (int?)partition)));

        var started = new ConcurrentQueue<string?>();
        var cancelled = new ConcurrentQueue<string?>();
        var stuck = new TestHandler
        {
            OnEvent = async (seen, stop) =>
            {
                started.Enqueue(seen.Guid);
                try
                {
                    await Task.Delay(Timeout.Infinite, stop);
                }
                finally
                {
                    cancelled.Enqueue(seen.Guid);
                }
            },
        };
        EventConsumerOptions options = topic.MemberOptions(protocol);
        options.RevokeTimeout = TimeSpan.FromMilliseconds(200);
        options.StopTimeout = TimeSpan.FromMilliseconds(200);
        await using var first = new RunningConsumer(options, stuck);
        await first.WaitForAsync(() => first.Consumer.Status.InFlight == Partitions, "all events being handled");

        var handler = new TestHandler();
        await using var second = new RunningConsumer(topic.MemberOptions(protocol), handler);
        await second.WaitForAsync(
            () => !handler.Seen.IsEmpty && SeenGuids(handler) == second.Consumer.Status.AssignedPartitions,
            "the events of the partitions taken over repeated");

        // Events that share a lane with a stuck one have not started.
        await first.WaitForAsync(
            () => started.Intersect(handler.Seen.Select(seen => seen.Guid)).All(cancelled.Contains),
            "the same events cancelled");
        Assert.NotEmpty(cancelled);
        Assert.Empty(stuck.Seen);

        await first.StopAsync();
        await second.WaitForAsync(() => SeenGuids(handler) == Partitions, "the rest repeated");
    }

    [Fact]
    public async Task Parts_of_partitions_that_are_taken_away_are_forgotten_and_read_by_the_new_owner()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        string[] parts = Lines.Pack(Lines.Event(asset: 1), "id", parts: 3);
        await topic.ProduceAsync(parts.Take(2).Select((part, index) => ((string?)null, Encoding.UTF8.GetBytes(part), (int?)index)));

        var handler = new TestHandler();
        await using var first = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        await first.WaitForAsync(() => first.Consumer.Status.PendingParts == 2, "two parts waiting");
        await using var second = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        await second.WaitForAsync(
            () => first.Consumer.Status.PendingParts == 1 && second.Consumer.Status.PendingParts == 1,
            "one part waiting at each consumer");
        await first.StopAsync();
        await second.WaitForAsync(() => second.Consumer.Status.PendingParts == 2, "two parts waiting at the second consumer");
        Assert.Equal(0, topic.Committed(partitions: 2).Sum());

        await topic.ProduceAsync([(null, Encoding.UTF8.GetBytes(parts[2]), 0)]);
        await second.WaitForAsync(() => handler.Seen.Count == 1, "the message joined");
        await second.StopAsync();
        Assert.Equal(3, topic.Committed(partitions: 2).Sum());
    }

    [Fact]
    public async Task The_event_of_a_split_message_that_is_taken_away_is_handled_when_its_parts_come_again()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2, cluster);
        string[] parts = Lines.Pack(Lines.Event(asset: 1), "id", parts: 2);
        await topic.ProduceAsync(parts.Select((part, index) => ((string?)null, Encoding.UTF8.GetBytes(part), (int?)index)));
        int calls = 0;
        var handler = new TestHandler
        {
            OnEvent = async (_, stop) =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                    await Task.Delay(Timeout.Infinite, stop);
            },
        };
        await using var consumer = new RunningConsumer(topic.MemberOptions(GroupProtocol.Classic), handler);
        await consumer.WaitForAsync(() => calls == 1, "the event being handled");

        // The group has forgotten the member, which loses both partitions and gets them again.
        cluster.FailNext(RequestKind.Heartbeat, ErrorCode.UnknownMemberId);
        await consumer.WaitForAsync(() => handler.Seen.Count == 1, "the event handled");
        await consumer.WaitForAsync(() => topic.Committed(partitions: 2).Sum() == 2, "both offsets committed");
    }

    [Fact]
    public async Task A_member_without_partitions_survives_the_restart_of_a_broker()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        await using var first = new RunningConsumer(topic.Options(GroupProtocol.Consumer), new TestHandler());
        await first.WaitForAsync(() => first.Consumer.Status.AssignedPartitions == 1, "the partition assigned");
        EventConsumerOptions options = topic.Options(GroupProtocol.Consumer);
        options.ConnectTimeout = TimeSpan.FromSeconds(1);
        await using var second = new RunningConsumer(options, new TestHandler());
        await Task.Delay(options.ConnectTimeout);

        for (int broker = 1; broker <= 3; broker++)
        {
            cluster.TakeDown(broker);
            await Task.Delay(500);
            cluster.BringUp(broker);
        }

        // A consumer that has failed throws.
        await second.WaitForAsync(() => second.HasLogged("Kafka client: "), "the loss of a connection noticed");
        await Task.Delay(500);
        await second.StopAsync();
    }

    [Fact]
    public async Task A_group_that_starts_at_the_end_loses_nothing_of_partitions_in_which_it_has_read_nothing()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        await topic.ProduceAsync([(null, Encoding.UTF8.GetBytes(Lines.Event(asset: 0)), 0)]);
        EventConsumerOptions options = topic.Options(GroupProtocol.Consumer);
        options.StartAt = AutoOffsetReset.Latest;
        var handler = new TestHandler();
        await using (var first = new RunningConsumer(options, handler))
        {
            await first.WaitForAsync(() => first.Consumer.Status.AssignedPartitions == 2, "the partitions assigned");
            await topic.ProduceAsync([(null, Encoding.UTF8.GetBytes(Lines.Event(asset: 1)), 0)]);
            await first.WaitForAsync(() => handler.Seen.Count == 1, "the new event handled");
            await first.StopAsync();
        }

        await topic.ProduceAsync(
            Enumerable.Range(0, 2).Select(partition => ((string?)null, Encoding.UTF8.GetBytes(Lines.Event(2 + partition)), (int?)partition)));
        await using var second = new RunningConsumer(options, handler);
        await second.WaitForAsync(() => handler.Seen.Count >= 3, "the events between the consumers handled");
        Assert.Equal(Enumerable.Range(1, 3).Select(Lines.GuidOf), handler.Seen.Select(seen => seen.Guid).Order(StringComparer.Ordinal));
    }

    private static int SeenGuids(TestHandler handler) => handler.Seen.Select(seen => seen.Guid).Distinct().Count();
}

/// <summary>What must hold for the events that a group has handled.</summary>
internal static class GroupAssertions
{
    /// <summary>
    /// The versions of each asset rise, except that a delivery may go back to an earlier version and repeat what follows: the first
    /// occurrence of each version comes after those of all earlier ones.
    /// </summary>
    public static void InOrderForEachAsset(IEnumerable<SeenEvent> seen)
    {
        foreach (IGrouping<string?, SeenEvent> asset in seen.GroupBy(seen => seen.Guid))
        {
            int[] versions = [.. asset.Select(seen => int.Parse(seen.QualifiedName!.Split("/v")[^1])).Distinct()];
            Assert.Equal(Enumerable.Range(0, versions.Length), versions);
        }
    }
}
