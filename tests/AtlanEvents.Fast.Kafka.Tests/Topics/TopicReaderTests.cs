using System.Collections.Concurrent;

namespace AtlanEvents.Fast.Kafka.Tests.Topics;

/// <summary>A topic is read from one position to another, and offsets are committed only on request.</summary>
public sealed class TopicReaderTests
{
    private readonly ConcurrentQueue<(long Number, LineFaultReason Reason)> _faults = new();

    [Fact]
    public async Task Everything_up_to_the_end_at_the_start()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 3);
        await topic.ProduceAsync(Enumerable.Range(0, 100).Select(asset => Lines.Event(asset)));
        using TopicReader reader = await OpenAsync(topic);

        // Too late for this reader.
        await topic.ProduceAsync(Enumerable.Range(100, 50).Select(asset => Lines.Event(asset)));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(Lines.GuidOf),
            ReadToEnd(reader).Select(each => each.Guid).Order(StringComparer.Ordinal));
        Assert.Equal(100, reader.Counts.Events);
        Assert.Equal(100, reader.Counts.Lines);
        Assert.Equal(Enumerable.Range(0, 100).Sum(asset => Lines.Event(asset).Length), reader.Counts.Bytes);
        Assert.Equal(100, reader.Ranges.Sum(range => range.End!.Value - range.Start));
        Assert.Equal(TopicReadStatus.EndOfTopic, reader.Read(TimeSpan.Zero, out _));
    }

    [Fact]
    public async Task Messages_of_a_partition_come_in_order_with_their_offsets()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        await topic.ProduceAsync(Enumerable.Range(0, 50).Select(asset =>
            ((string?)null, Encoding.UTF8.GetBytes(Lines.Event(asset)), (int?)(asset % 2))));
        using TopicReader reader = await OpenAsync(topic);
        foreach (var partition in ReadToEnd(reader).GroupBy(each => each.Position.Partition.Value))
        {
            Assert.Equal(Enumerable.Range(0, 25).Select(i => (long)i), partition.Select(each => each.Position.Offset.Value));
            Assert.Equal(
                Enumerable.Range(0, 25).Select(i => Lines.GuidOf((2 * i) + partition.Key)),
                partition.Select(each => each.Guid));
        }
    }

    [Fact]
    public async Task Empty_topic()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        using TopicReader reader = await OpenAsync(topic);
        Assert.Equal(TopicReadStatus.EndOfTopic, reader.Read(TimeSpan.Zero, out _));
        Assert.Throws<InvalidOperationException>(() => reader.Position);
    }

    [Fact]
    public async Task Positions_are_offsets_or_the_end()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(Enumerable.Range(0, 10).Select(asset => Lines.Event(asset)));
        TopicReaderOptions options = Options(topic) with
        {
            From = TopicPosition.At(new Dictionary<int, long> { [0] = 4 }),
            Until = TopicPosition.At(new Dictionary<int, long> { [0] = 7 }),
        };
        using (TopicReader reader = await TopicReader.OpenAsync(options))
            Assert.Equal([4, 5, 6], ReadToEnd(reader).Select(each => each.Position.Offset.Value));

        using (TopicReader reader = await TopicReader.OpenAsync(Options(topic) with { From = TopicPosition.End }))
            Assert.Empty(ReadToEnd(reader));
    }

    [Fact]
    public async Task Times_select_messages()
    {
        if (SharedCluster.Instance is MockCluster)
        {
            // The mock cluster finds no message for any time, which means the end.
            TestTopic mocked = await TestTopic.CreateAsync(partitions: 1);
            await mocked.ProduceAsync([Lines.Event(0)]);
            using TopicReader none = await TopicReader.OpenAsync(
                Options(mocked) with { From = TopicPosition.At(DateTimeOffset.UtcNow.AddHours(-1)) });
            Assert.Empty(ReadToEnd(none));
            return;
        }

        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        await topic.ProduceAsync(Enumerable.Range(0, 5).Select(asset => Lines.Event(asset)));
        await Task.Delay(50);
        DateTimeOffset between = DateTimeOffset.UtcNow;
        await Task.Delay(50);
        await topic.ProduceAsync(Enumerable.Range(5, 5).Select(asset => Lines.Event(asset)));
        using TopicReader before = await TopicReader.OpenAsync(Options(topic) with { Until = TopicPosition.At(between) });
        Assert.Equal(5, ReadToEnd(before).Count);
        using TopicReader after = await TopicReader.OpenAsync(Options(topic) with { From = TopicPosition.At(between) });
        Assert.Equal(5, ReadToEnd(after).Count);
    }

    [Fact]
    public async Task Without_an_end_the_reader_waits()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        using TopicReader reader = await TopicReader.OpenAsync(Options(topic) with { Until = null });
        Assert.Equal(TopicReadStatus.Waiting, reader.Read(TimeSpan.FromMilliseconds(1), out _));
        await topic.ProduceAsync([Lines.Event(7)]);
        Assert.Equal(Lines.GuidOf(7), ReadNext(reader).Guid);
        Assert.Null(Assert.Single(reader.Ranges).End);
    }

    [Fact]
    public async Task Group_continues_where_it_committed()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(Enumerable.Range(0, 10).Select(asset => Lines.Event(asset)));
        TopicReaderOptions options = Options(topic) with { GroupId = topic.Group };
        using (TopicReader reader = await TopicReader.OpenAsync(options))
        {
            for (int i = 0; i < 4; i++)
                ReadNext(reader);

            Assert.Equal([0], topic.Committed(1));
            reader.Commit(reader.GetResumeOffsets(), TestTopic.Deadline);
            ReadNext(reader);
        }

        Assert.Equal([4], topic.Committed(1));
        using TopicReader next = await TopicReader.OpenAsync(options);
        Assert.Equal(Enumerable.Range(4, 6).Select(i => (long)i), ReadToEnd(next).Select(each => each.Position.Offset.Value));
    }

    [Fact]
    public async Task Group_that_starts_at_the_end_continues_there_in_partitions_in_which_it_has_read_nothing()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        await topic.ProduceAsync(Enumerable.Range(0, 20).Select(asset => Lines.Event(asset)));
        TopicReaderOptions options = Options(topic) with { GroupId = topic.Group, From = TopicPosition.End };
        using (TopicReader reader = await TopicReader.OpenAsync(options))
        {
            Assert.Empty(ReadToEnd(reader));
            reader.Commit(reader.GetResumeOffsets(), TestTopic.Deadline);
        }

        await topic.ProduceAsync(Enumerable.Range(20, 20).Select(asset => Lines.Event(asset)));
        using TopicReader next = await TopicReader.OpenAsync(options);
        Assert.Equal(Enumerable.Range(20, 20).Select(Lines.GuidOf), ReadToEnd(next).Select(each => each.Guid).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Group_whose_offset_is_beyond_the_end_is_refused()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync([Lines.Event(0)]);
        TopicReaderOptions options = Options(topic) with { GroupId = topic.Group };
        using (TopicReader reader = await TopicReader.OpenAsync(options))
            reader.Commit([new TopicPartitionOffset(topic.Name, 0, 500)], TestTopic.Deadline);

        EventKafkaException exception = await Assert.ThrowsAsync<EventKafkaException>(() => TopicReader.OpenAsync(options));
        Assert.Contains("has committed offset 500 of partition 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_ends_in_time_while_brokers_do_not_answer()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        await topic.ProduceAsync([Lines.Event(1), Lines.Event(2)]);
        using TopicReader reader = await TopicReader.OpenAsync(Options(topic) with { GroupId = topic.Group });
        ReadNext(reader);
        cluster.SetLatency(TestTopic.Deadline);
        var time = Stopwatch.StartNew();
        var failure = Assert.Throws<EventKafkaException>(
            () => reader.Commit(reader.GetResumeOffsets(), TimeSpan.FromMilliseconds(100)));
        Assert.True(failure.IsTransient, failure.Message);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TestTopic.Deadline / 2);
        cluster.SetLatency(TimeSpan.Zero);
        ReadNext(reader);
        reader.Commit(reader.GetResumeOffsets(), TestTopic.Deadline);
        Assert.Equal([2], topic.Committed(1));
    }

    [Fact]
    public async Task Reader_closes_at_once_while_a_commit_waits_for_brokers()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        await topic.ProduceAsync([Lines.Event(1)]);
        TopicReader reader = await TopicReader.OpenAsync(Options(topic) with { GroupId = topic.Group });
        ReadNext(reader);
        cluster.SetLatency(TestTopic.Deadline);
        Assert.Throws<EventKafkaException>(() => reader.Commit(reader.GetResumeOffsets(), TimeSpan.FromMilliseconds(100)));
        var time = Stopwatch.StartNew();
        reader.Dispose();
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TestTopic.Deadline / 2);
        Assert.Throws<ObjectDisposedException>(() => reader.Commit(reader.GetResumeOffsets(), TestTopic.Deadline));
    }

    [Fact]
    public async Task Without_a_group_nothing_can_be_committed()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        using TopicReader reader = await OpenAsync(topic);
        Assert.Throws<InvalidOperationException>(() => reader.Commit([], TestTopic.Deadline));
    }

    [Fact]
    public async Task Parts_of_a_message_are_joined_across_partitions_and_hold_their_offsets()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        string[] parts = Lines.Pack(Lines.Event(1), "m-1", parts: 2);
        await topic.ProduceAsync([(null, Encoding.UTF8.GetBytes(parts[0]), 0), (null, Encoding.UTF8.GetBytes(Lines.Event(2)), 0)]);
        using TopicReader reader = await TopicReader.OpenAsync(Options(topic) with { Until = null });
        Assert.Equal(Lines.GuidOf(2), ReadNext(reader).Guid);
        Assert.Equal(
            [new TopicPartitionOffset(topic.Name, 0, 0), new TopicPartitionOffset(topic.Name, 1, 0)],
            reader.GetResumeOffsets().OrderBy(offset => offset.Partition.Value));
        Assert.Equal(new TopicPartitionOffset(topic.Name, 0, 0), reader.PositionOf(1));

        await topic.ProduceAsync([(null, Encoding.UTF8.GetBytes(parts[1]), 1)]);
        Assert.Equal(Lines.GuidOf(1), ReadNext(reader).Guid);
        Assert.Equal(
            [new TopicPartitionOffset(topic.Name, 0, 2), new TopicPartitionOffset(topic.Name, 1, 1)],
            reader.GetResumeOffsets().OrderBy(offset => offset.Partition.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.PositionOf(1));
        Assert.Empty(_faults);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("old")]
    public async Task Incomplete_messages_are_rejected_on_request(string how)
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync([Lines.Pack(Lines.Event(1), "m-1", parts: 2)[0], Lines.Event(2)]);
        using TopicReader reader = await OpenAsync(topic);
        Assert.Single(ReadToEnd(reader));
        Assert.Empty(_faults);
        reader.RejectIncompleteMessages(TimeSpan.FromHours(1));
        Assert.Empty(_faults);
        if (how == "all")
            reader.RejectIncompleteMessages();
        else
            reader.RejectIncompleteMessages(TimeSpan.Zero);

        Assert.Equal((1, LineFaultReason.IncompleteMessage), Assert.Single(_faults));
        Assert.Equal(new TopicPartitionOffset(topic.Name, 0, 2), Assert.Single(reader.GetResumeOffsets()));
    }

    [Fact]
    public async Task Old_parts_are_not_rejected_before_everything_is_read()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 2);
        string[] parts = Lines.Pack(Lines.Event(1), "m-1", parts: 2);
        var written = new Timestamp(DateTimeOffset.UtcNow.AddHours(-1));
        await topic.ProduceAsync(parts.Select(part => (part, (Headers?)null, written)));
        using TopicReader reader = await TopicReader.OpenAsync(Options(topic) with { Until = null });
        TopicReadStatus status;
        do
        {
            status = reader.Read(TestTopic.Deadline, out _);
            reader.RejectIncompleteMessages(TimeSpan.FromMinutes(15));
        }
        while (status == TopicReadStatus.OtherMessage);

        Assert.Equal(TopicReadStatus.Event, status);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Parts_may_have_any_timestamp()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        string[] parts = Lines.Pack(Lines.Event(1), "m-1", parts: 3);
        long[] times = [-100_000_000_000_000_000, 100_000_000_000_000_000, 0];
        await topic.ProduceAsync(
            parts.Zip(times, (part, time) => (part, (Headers?)null, new Timestamp(time, TimestampType.CreateTime))));
        using TopicReader reader = await OpenAsync(topic);
        Assert.Equal(Lines.GuidOf(1), Assert.Single(ReadToEnd(reader)).Guid);
    }

    [Fact]
    public async Task Message_whose_fault_handler_throws_counts_as_unread()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync([Lines.Event(1), "{broken", Lines.Event(2)]);
        TopicReaderOptions options = Options(topic);
        using TopicReader reader = await TopicReader.OpenAsync(options with
        {
            Reader = options.Reader with { FaultHandler = (in LineFault _) => throw new InvalidOperationException("stop") },
        });
        ReadNext(reader);
        Assert.Equal("stop", Assert.Throws<InvalidOperationException>(() => ReadToEnd(reader)).Message);
        Assert.Equal(1, reader.Position.Offset.Value);
        Assert.Equal(1, Assert.Single(reader.GetResumeOffsets()).Offset.Value);
    }

    [Fact]
    public async Task Messages_that_the_retention_deleted_are_reported()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        if (topic.Cluster is not MockCluster)
            return;

        // The mock cluster keeps 5 MB of a partition.
        await topic.ProduceAsync([Lines.Event(0)]);
        TopicReaderOptions options = Options(topic) with { GroupId = topic.Group };
        using (TopicReader reader = await TopicReader.OpenAsync(options))
        {
            ReadToEnd(reader);
            reader.Commit(reader.GetResumeOffsets(), TestTopic.Deadline);
        }

        byte[] large = new byte[500_000];
        await topic.ProduceAsync(Enumerable.Repeat(((string?)null, large, (int?)0), 20));
        using TopicReader next = await TopicReader.OpenAsync(options);
        PartitionRange range = Assert.Single(next.Ranges);
        Assert.InRange(range.Deleted, 1, 20);
        Assert.Equal(1 + range.Deleted, range.Start);
    }

    [Fact]
    public async Task No_broker_answers()
    {
        TopicReaderOptions options = Options("127.0.0.1:1", "topic") with { ConnectTimeout = TimeSpan.FromMilliseconds(500) };
        EventKafkaException exception = await Assert.ThrowsAsync<EventKafkaException>(() => TopicReader.OpenAsync(options));
        Assert.Contains("No broker could be reached", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brokers_that_go_away_end_a_read_to_the_end()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        await topic.ProduceAsync([Lines.Event(0)]);
        TopicReaderOptions options = Options(topic) with { ConnectTimeout = TimeSpan.FromSeconds(8) };
        using TopicReader reader = await TopicReader.OpenAsync(options with { Until = TopicPosition.At(new Dictionary<int, long> { [0] = 2 }) });
        ReadNext(reader);
        cluster.TakeAllDown();
        EventKafkaException exception = Assert.Throws<EventKafkaException>(() => ReadNext(reader));
        Assert.Contains("No broker could be reached", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topic_that_does_not_exist()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        TopicReaderOptions options = Options(topic.Cluster.BootstrapServers, "none");
        EventKafkaException exception = await Assert.ThrowsAsync<EventKafkaException>(() => TopicReader.OpenAsync(options));
        Assert.Equal(ErrorCode.UnknownTopicOrPart, exception.Code);
    }

    [Fact]
    public async Task Options_without_a_fault_handler()
    {
        TopicReaderOptions options = Options("127.0.0.1:1", "topic") with { Reader = new EventReaderOptions() };
        await Assert.ThrowsAsync<ArgumentException>(() => TopicReader.OpenAsync(options));
    }

    private static List<(string Guid, TopicPartitionOffset Position)> ReadToEnd(TopicReader reader)
    {
        var events = new List<(string, TopicPartitionOffset)>();
        while (reader.Read(TestTopic.Deadline, out EventView view) is var status and not TopicReadStatus.EndOfTopic)
        {
            Assert.NotEqual(TopicReadStatus.Waiting, status);
            if (status == TopicReadStatus.Event)
                events.Add((view.Guid.ToString(), reader.Position));
        }

        return events;
    }

    private static (string Guid, TopicPartitionOffset Position) ReadNext(TopicReader reader)
    {
        while (true)
        {
            TopicReadStatus status = reader.Read(TestTopic.Deadline, out EventView view);
            Assert.True(status is TopicReadStatus.Event or TopicReadStatus.OtherMessage, $"{status}");
            if (status == TopicReadStatus.Event)
                return (view.Guid.ToString(), reader.Position);
        }
    }

    private Task<TopicReader> OpenAsync(TestTopic topic) => TopicReader.OpenAsync(Options(topic));

    private TopicReaderOptions Options(TestTopic topic) => Options(topic.Cluster.BootstrapServers, topic.Name);

    private TopicReaderOptions Options(string servers, string topic) => new()
    {
        BootstrapServers = servers,
        Topic = topic,
        ClientSettings = new Dictionary<string, string> { ["socket.timeout.ms"] = "5000" },
        Reader = new EventReaderOptions
        {
            Reassembly = ReassemblyOptions.Default,
            FaultHandler = (in LineFault fault) => _faults.Enqueue((fault.LineNumber, fault.Reason)),
        },
    };
}
