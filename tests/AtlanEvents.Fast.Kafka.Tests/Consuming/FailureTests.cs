using System.Collections.Concurrent;

namespace AtlanEvents.Fast.Kafka.Tests.Consuming;

/// <summary>Handlers that fail, and lines that are rejected: nothing is skipped.</summary>
public sealed class FailureTests
{
    private const int Events = 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_is_retried_until_the_handler_accepts_it_and_later_events_of_the_asset_wait(bool isView)
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(Enumerable.Range(0, Events).Select(version => Lines.Event(version % 3, version)));

        // Each event fails twice.
        var handler = new TestHandler
        {
            OnEvent = (seen, _) => seen.Attempt < 3 ? throw new TimeoutException() : ValueTask.CompletedTask,
        };
        await using var consumer = new RunningConsumer(topic.Options(), handler, isView);
        await consumer.WaitForAsync(() => handler.Seen.Count >= Events, "all events handled");
        await consumer.StopAsync();

        Assert.Equal(Events, handler.Seen.Count);
        Assert.All(handler.Seen, seen => Assert.Equal(3, seen.Attempt));
        for (int asset = 0; asset < 3; asset++)
        {
            Assert.Equal(
                Enumerable.Range(0, Events).Where(version => version % 3 == asset).Select(version => Lines.NameOf(asset, version)),
                handler.Seen.Where(seen => seen.Guid == Lines.GuidOf(asset)).Select(seen => seen.QualifiedName));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_that_is_never_accepted_becomes_a_dead_letter_that_explains_itself(bool isView)
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        string poison = Lines.Event(asset: 1);
        await topic.ProduceAsync([Lines.Event(asset: 0)]);
        await topic.ProduceAsync([poison], key: "the key");
        await topic.ProduceAsync([Lines.Event(asset: 2)]);

        var attempts = new ConcurrentQueue<int>();
        var handler = new TestHandler
        {
            OnEvent = (seen, _) =>
            {
                if (seen.Guid != Lines.GuidOf(1))
                    return ValueTask.CompletedTask;

                attempts.Enqueue(seen.Attempt);
                throw new TimeoutException("secret");
            },
        };
        await using var consumer = new RunningConsumer(topic.Options(), handler, isView);
        await consumer.WaitForAsync(() => handler.Seen.Count == 2 && consumer.Consumer.Status.DeadLetters == 1, "all events done");
        await consumer.StopAsync();

        Assert.Equal(Enumerable.Range(1, 5), attempts);
        Assert.Equal(3, topic.Committed(partitions: 1).Single());
        ConsumeResult<byte[], byte[]> letter = (await topic.ReadDeadLettersAsync(1)).Single();
        Assert.Equal(poison, Encoding.UTF8.GetString(letter.Message.Value));
        Assert.Equal("the key", Encoding.UTF8.GetString(letter.Message.Key));
        Assert.Equal(
            new Dictionary<string, string>
            {
                [DeadLetterHeader.Reason] = "HandlerFailed",
                [DeadLetterHeader.Topic] = topic.Name,
                [DeadLetterHeader.Partition] = "0",
                [DeadLetterHeader.Offset] = "1",
                [DeadLetterHeader.Attempts] = "5",
                [DeadLetterHeader.ExceptionType] = "System.TimeoutException",
            },
            HeadersOf(letter));
    }

    [Fact]
    public async Task A_handler_of_views_retries_an_event_that_unpacks_to_more_than_the_longest_line()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        string name = new('x', new EventReaderOptions().MaxLineBytes);
        string line = Lines.Event(asset: 1).Replace("Column", name, StringComparison.Ordinal);
        await topic.ProduceAsync(Lines.Pack(line, "id", parts: 1));
        var handler = new TestHandler
        {
            OnEvent = (seen, _) => seen.Attempt == 1 ? throw new TimeoutException() : ValueTask.CompletedTask,
        };
        await using var consumer = new RunningConsumer(topic.Options(), handler, isView: true);
        await consumer.WaitForAsync(() => handler.Seen.Count == 1, "the event handled");
        Assert.Equal(0, consumer.Consumer.Status.DeadLetters);
    }

    [Fact]
    public async Task Rejected_lines_become_dead_letters_and_other_lines_are_finished()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        string[] lines =
        [
            Lines.Event(asset: 0),
            """{"message":""",
            """{"atlan-webhook":"Hello"}""",
            "",
            """{"message":{"entity":{"guid":"a","guid":"b"}}}""",
            Lines.Event(asset: 1),
        ];
        await topic.ProduceAsync(lines);

        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(topic.Options(), handler);
        await consumer.WaitForAsync(() => handler.Seen.Count == 2 && consumer.Consumer.Status.DeadLetters == 2, "all lines done");
        await consumer.StopAsync();

        Assert.Equal(lines.Length, topic.Committed(partitions: 1).Single());
        List<ConsumeResult<byte[], byte[]>> letters = await topic.ReadDeadLettersAsync(2);
        Assert.Equal(
            [("InvalidJson", "1", "0", lines[1]), ("DuplicateField", "4", "0", lines[4])],
            letters.Select(HeadersOf).Zip(letters, (headers, letter) => (
                headers[DeadLetterHeader.Reason],
                headers[DeadLetterHeader.Offset],
                headers[DeadLetterHeader.Attempts],
                Encoding.UTF8.GetString(letter.Message.Value))).OrderBy(letter => letter.Item2));
        Assert.All(letters, letter => Assert.DoesNotContain(DeadLetterHeader.ExceptionType, HeadersOf(letter)));
    }

    [Fact]
    public async Task A_message_that_is_too_large_for_the_dead_letter_topic_becomes_a_dead_letter_without_content()
    {
        const int Length = 5_000;
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync([new string('x', Length)], key: "the key");
        await topic.ProduceAsync([Lines.Event(asset: 1)]);
        EventConsumerOptions options = topic.Options();
        options.ClientSettings["message.max.bytes"] = $"{Length}";
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(options, handler);
        await consumer.WaitForAsync(() => handler.Seen.Count == 1 && consumer.Consumer.Status.DeadLetters == 1, "all lines done");
        await consumer.StopAsync();

        Assert.Equal(2, topic.Committed(partitions: 1).Single());
        ConsumeResult<byte[], byte[]> letter = (await topic.ReadDeadLettersAsync(1)).Single();
        Assert.Null(letter.Message.Key);
        Assert.Empty(letter.Message.Value);
        Assert.Equal(
            new Dictionary<string, string>
            {
                [DeadLetterHeader.Reason] = "InvalidJson",
                [DeadLetterHeader.Topic] = topic.Name,
                [DeadLetterHeader.Partition] = "0",
                [DeadLetterHeader.Offset] = "0",
                [DeadLetterHeader.Attempts] = "0",
                [DeadLetterHeader.OmittedBytes] = $"{Length}",
            },
            HeadersOf(letter));
        Assert.True(consumer.HasLogged($"is too large for {topic.DeadLetters}; its value has {Length} bytes"));
    }

    [Fact]
    public async Task A_trace_header_without_a_value_is_ignored()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        byte[]?[] values = [null, []];
        await topic.ProduceAsync(
            values.Select(value => (Lines.Event(1), (Headers?)new Headers { { "traceparent", value } }, Timestamp.Default)));
        EventConsumerOptions options = topic.Options();
        options.ReadHeaders = true;
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(options, handler);
        await consumer.WaitForAsync(() => handler.Seen.Count == values.Length, "all events handled");
    }

    [Fact]
    public async Task Headers_of_the_message_are_kept_if_they_are_read()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync([("{", new Headers { { "origin", "tenant"u8.ToArray() } }, Timestamp.Default)]);
        EventConsumerOptions options = topic.Options();
        options.ReadHeaders = true;
        await using var consumer = new RunningConsumer(options, new TestHandler());

        ConsumeResult<byte[], byte[]> letter = (await topic.ReadDeadLettersAsync(1)).Single();
        Assert.Equal("tenant", HeadersOf(letter)["origin"]);
        Assert.Equal("InvalidJson", HeadersOf(letter)[DeadLetterHeader.Reason]);
    }

    [Theory]
    [InlineData("{", "rejected as InvalidJson")]
    [InlineData(null, "The handler failed 5 times")]
    public async Task Without_a_dead_letter_topic_the_consumer_stops_and_continues_there_later(string? line, string reason)
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        line ??= Lines.Event(asset: 1);
        await topic.ProduceAsync([Lines.Event(asset: 0), line, Lines.Event(asset: 1, version: 1), Lines.Event(asset: 2)]);

        EventConsumerOptions options = topic.Options(GroupProtocol.Consumer);
        options.DeadLetterTopic = null;
        var handler = new TestHandler
        {
            OnEvent = (seen, _) => seen.QualifiedName == Lines.NameOf(1) ? throw new TimeoutException("secret") : ValueTask.CompletedTask,
        };
        await using (var consumer = new RunningConsumer(options, handler))
        {
            var exception = await Assert.ThrowsAsync<EventKafkaException>(() => consumer.Run);
            Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
            Assert.Contains($"{topic.Name} [0] offset 1", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
        }

        // The first event may have been queued still. The line itself is never passed.
        Assert.InRange(topic.Committed(partitions: 1).Single(), 0, 1);
        Assert.DoesNotContain(handler.Seen, seen => seen.QualifiedName == Lines.NameOf(1, version: 1) && line != "{");

        handler = new TestHandler();
        await using var next = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        await next.WaitForAsync(() => handler.Seen.Count + next.Consumer.Status.DeadLetters >= 3, "the rest");
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_cancelled_and_counts()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync([Lines.Event(asset: 0)]);
        EventConsumerOptions options = topic.Options();
        options.AttemptTimeout = TimeSpan.FromMilliseconds(50);
        options.MaxAttempts = 2;
        var handler = new TestHandler { OnEvent = async (_, stop) => await Task.Delay(Timeout.Infinite, stop) };
        await using var consumer = new RunningConsumer(options, handler);

        ConsumeResult<byte[], byte[]> letter = (await topic.ReadDeadLettersAsync(1)).Single();
        Assert.Equal("2", HeadersOf(letter)[DeadLetterHeader.Attempts]);
        Assert.Equal("Polly.Timeout.TimeoutRejectedException", HeadersOf(letter)[DeadLetterHeader.ExceptionType]);
    }

    private static Dictionary<string, string> HeadersOf(ConsumeResult<byte[], byte[]> record)
        => record.Message.Headers.ToDictionary(header => header.Key, header => Encoding.UTF8.GetString(header.GetValueBytes()));
}
