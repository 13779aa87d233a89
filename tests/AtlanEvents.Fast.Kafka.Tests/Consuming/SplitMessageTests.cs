namespace AtlanEvents.Fast.Kafka.Tests.Consuming;

/// <summary>Compressed and split messages, whose parts may be in different partitions.</summary>
public sealed class SplitMessageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parts_in_different_partitions_are_joined(bool isView)
    {
        const int Messages = 20;
        TestTopic topic = await TestTopic.CreateAsync();
        var records = new List<(string?, byte[], int?)>();
        for (int asset = 0; asset < Messages; asset++)
        {
            string[] parts = Lines.Pack(Lines.Event(asset), $"id_{asset}", parts: 1 + (asset % 4));
            records.AddRange(parts.Select((part, index) => ((string?)null, Encoding.UTF8.GetBytes(part), (int?)((asset + index) % 4))));
        }

        records.Reverse();
        await topic.ProduceAsync(records);
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(topic.Options(), handler, isView);
        await consumer.WaitForAsync(() => handler.Seen.Count >= Messages, "all messages joined");
        await consumer.StopAsync();

        Assert.Equal(
            Enumerable.Range(0, Messages).Select(Lines.GuidOf),
            handler.Seen.Select(seen => seen.Guid).Order(StringComparer.Ordinal));
        Assert.Equal(records.Count, topic.Committed(partitions: 4).Sum());
    }

    [Fact]
    public async Task Parts_hold_the_offsets_of_their_partitions_until_the_event_is_handled()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 3);
        int[] assets = Lines.AssetsInDifferentLanes(4);
        string[] parts = Lines.Pack(Lines.Event(assets[0]), "id", parts: 3);
        await Produce(
            topic,
            (Lines.Event(assets[1]), 0),
            (parts[0], 0),
            (Lines.Event(assets[2]), 0),
            (parts[1], 1),
            (Lines.Event(assets[3]), 1));

        var release = new TaskCompletionSource();
        var handler = new TestHandler
        {
            OnEvent = async (seen, _) =>
            {
                if (seen.Guid == Lines.GuidOf(assets[0]))
                    await release.Task;
            },
        };
        await using var consumer = new RunningConsumer(topic.Options(), handler);
        await consumer.WaitForAsync(() => handler.Seen.Count == 3 && consumer.Consumer.Status.PendingParts == 2, "two parts waiting");
        await consumer.WaitForAsync(() => topic.Committed(partitions: 3)[0] == 1, "the offset before the first part committed");

        await Produce(topic, (parts[2], 2));
        await consumer.WaitForAsync(() => consumer.Consumer.Status is { PendingParts: 0, InFlight: 1 }, "the event being handled");
        Assert.Equal([1, 0, 0], topic.Committed(partitions: 3));

        release.SetResult();
        await consumer.WaitForAsync(() => handler.Seen.Count == 4, "the event handled");
        await consumer.StopAsync();
        Assert.Equal([3, 2, 1], topic.Committed(partitions: 3));
    }

    [Fact]
    public async Task An_incomplete_message_is_given_up_after_a_time_and_its_parts_become_dead_letters()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        string[] parts = Lines.Pack(Lines.Event(asset: 1), "id", parts: 3);
        await Produce(topic, (parts[0], 0), (parts[2], 1), (Lines.Event(asset: 2), 1));
        EventConsumerOptions options = topic.Options();
        options.PartTimeout = TimeSpan.FromMilliseconds(200);
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(options, handler);
        await consumer.WaitForAsync(() => consumer.Consumer.Status.DeadLetters == 2 && handler.Seen.Count == 1, "the parts given up");
        await consumer.StopAsync();

        Assert.Equal([1, 2], topic.Committed(partitions: 2));
        List<ConsumeResult<byte[], byte[]>> letters = await topic.ReadDeadLettersAsync(2);
        Assert.Equal(
            [parts[0], parts[2]],
            letters.Select(letter => Encoding.UTF8.GetString(letter.Message.Value)).Order(StringComparer.Ordinal));
        Assert.All(letters, letter => Assert.True(letter.Message.Headers.TryGetLastBytes(DeadLetterHeader.Reason, out byte[] reason)
            && reason.AsSpan().SequenceEqual("IncompleteMessage"u8)));
    }

    [Fact]
    public async Task Dead_letters_of_a_split_message_are_its_parts_and_can_be_sent_again()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 3);
        string[] parts = Lines.Pack(Lines.Event(asset: 1), "id", parts: 3);
        await topic.ProduceAsync(parts.Select((part, index) => ((string?)"id", Encoding.UTF8.GetBytes(part), (int?)index)));
        var handler = new TestHandler { OnEvent = (_, _) => throw new TimeoutException() };
        await using var consumer = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        await consumer.WaitForAsync(() => consumer.Consumer.Status.DeadLetters == 3, "the parts written");
        await consumer.WaitForAsync(() => topic.Committed(partitions: 3).Sum() == 3, "their offsets committed");
        List<ConsumeResult<byte[], byte[]>> letters = await topic.ReadDeadLettersAsync(3);
        Assert.All(letters, letter => Assert.Equal("id"u8, letter.Message.Key));
        handler.OnEvent = (_, _) => ValueTask.CompletedTask;
        await topic.ProduceAsync(letters.Select(letter => ((string?)null, letter.Message.Value, (int?)0)));
        await consumer.WaitForAsync(() => handler.Seen.Count == 1, "the message joined again");
    }

    [Fact]
    public async Task A_parts_topic_joins_messages_across_consumers()
    {
        const int Messages = 30;
        const int Partitions = 6;
        TestTopic topic = await TestTopic.CreateAsync(Partitions);
        string partsTopic = $"{topic.Name}-parts";
        await topic.Cluster.CreateTopicAsync(partsTopic, Partitions);
        var handler = new TestHandler();
        EventConsumerOptions Options()
        {
            EventConsumerOptions options = topic.Options(GroupProtocol.Consumer);
            options.PartsTopic = partsTopic;
            return options;
        }

        await using var first = new RunningConsumer(Options(), handler);
        await using var second = new RunningConsumer(Options(), handler);
        await first.WaitForAsync(
            () => first.Consumer.Status.AssignedPartitions > 0 && second.Consumer.Status.AssignedPartitions > 0,
            "both consumers assigned");

        var records = new List<(string, int)>();
        for (int asset = 0; asset < Messages; asset++)
        {
            string[] parts = Lines.Pack(Lines.Event(asset), $"id_{asset}", parts: Partitions);
            records.AddRange(parts.Select((part, index) => (part, index)));
        }

        await Produce(topic, [.. records]);
        await first.WaitForAsync(() => handler.Seen.Select(seen => seen.Guid).Distinct().Count() == Messages, "all messages joined");
        await first.StopAsync();
        await second.StopAsync();
        Assert.Equal(records.Count, topic.Committed(Partitions).Sum());
        Assert.Equal(0, first.Consumer.Status.DeadLetters + second.Consumer.Status.DeadLetters);
    }

    [Fact]
    public async Task A_part_that_is_too_large_for_the_parts_topic_becomes_a_dead_letter()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        string partsTopic = $"{topic.Name}-parts";
        await topic.Cluster.CreateTopicAsync(partsTopic, partitions: 1);
        string part = $$"""{"msgId":"id","msgSplitIdx":0,"msgSplitCount":2,"message":"{{new string('x', 5_000)}}"}""";
        await Produce(topic, (part, 0), (Lines.Event(asset: 1), 0));
        EventConsumerOptions options = topic.Options();
        options.PartsTopic = partsTopic;
        options.ClientSettings["message.max.bytes"] = "5000";
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(options, handler);
        await consumer.WaitForAsync(() => handler.Seen.Count == 1 && consumer.Consumer.Status.DeadLetters == 1, "both messages done");
        await consumer.StopAsync();

        Assert.Equal(2, topic.Committed(partitions: 1).Single());
        Headers headers = (await topic.ReadDeadLettersAsync(1)).Single().Message.Headers;
        Assert.Equal("PartTooLarge"u8, headers.GetLastBytes(DeadLetterHeader.Reason));
    }

    private static Task Produce(TestTopic topic, params (string Value, int Partition)[] records)
        => topic.ProduceAsync(records.Select(record => ((string?)null, Encoding.UTF8.GetBytes(record.Value), (int?)record.Partition)));
}
