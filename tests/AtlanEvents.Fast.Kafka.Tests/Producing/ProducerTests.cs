namespace AtlanEvents.Fast.Kafka.Tests.Producing;

public sealed class ProducerTests
{
    [Fact]
    public async Task Events_are_keyed_by_guid_and_keep_their_order_and_headers()
    {
        const int Assets = 30;
        const int Versions = 20;
        TestTopic topic = await TestTopic.CreateAsync();
        await using (var producer = new EventProducer(Options(topic)))
        {
            for (int version = 0; version < Versions; version++)
            {
                for (int asset = 0; asset < Assets; asset++)
                    await Send(producer, Lines.Event(asset, version), new Headers { { "version", [(byte)version] } });
            }

            Assert.Equal(Assets * Versions, producer.Accepted);
            await producer.FlushAsync();
            Assert.Equal(Assets * Versions, producer.Acknowledged);
            Assert.Equal(0, producer.InFlight);
        }

        List<ConsumeResult<byte[], byte[]>> records = await topic.ReadAsync(topic.Name, Assets * Versions);
        foreach (var asset in records.GroupBy(record => Encoding.UTF8.GetString(record.Message.Key)))
        {
            int number = int.Parse(asset.Key[^6..], System.Globalization.NumberStyles.HexNumber);
            Assert.Single(asset.Select(record => record.Partition).Distinct());
            Assert.Equal(
                Enumerable.Range(0, Versions).Select(version => Lines.Event(number, version)),
                asset.Select(record => Encoding.UTF8.GetString(record.Message.Value)));
            Assert.Equal(
                Enumerable.Range(0, Versions).Select(version => (byte)version),
                asset.Select(record => record.Message.Headers.GetLastBytes("version").Single()));
        }
    }

    [Fact]
    public async Task Sending_waits_while_too_much_is_not_acknowledged()
    {
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        EventProducerOptions options = Options(topic);
        options.MaxInFlight = 2;
        await using var producer = new EventProducer(options);
        await producer.SendAsync("key"u8.ToArray(), "0"u8.ToArray());
        await producer.FlushAsync();
        cluster.TakeAllDown();
        ValueTask first = producer.SendAsync("key"u8.ToArray(), "1"u8.ToArray());
        Assert.True(first.IsCompleted);
        await first;
        ValueTask second = producer.SendAsync("key"u8.ToArray(), "2"u8.ToArray());
        Assert.False(second.IsCompleted);
        Assert.Equal(1, producer.Acknowledged);

        cluster.BringAllUp();
        await second.AsTask().WaitAsync(TestTopic.Deadline);
        await producer.FlushAsync().WaitAsync(TestTopic.Deadline);
        Assert.Equal(3, producer.Acknowledged);
    }

    [Fact]
    public async Task Brokers_that_fail_for_a_while_cause_no_loss_and_no_disorder()
    {
        const int Messages = 500;
        using var cluster = new MockCluster();
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1, cluster);
        cluster.FailNext(
            RequestKind.Produce,
            ErrorCode.NotLeaderForPartition, ErrorCode.NotEnoughReplicas, ErrorCode.RequestTimedOut, ErrorCode.NotLeaderForPartition);
        EventProducerOptions options = Options(topic);
        options.ClientSettings[MockCluster.MaxInFlight] = "1";
        await using (var producer = new EventProducer(options))
        {
            for (int i = 0; i < Messages; i++)
                await producer.SendAsync("key"u8.ToArray(), Encoding.UTF8.GetBytes($"{i}"));

            await producer.FlushAsync().WaitAsync(TestTopic.Deadline);
            Assert.Equal(Messages, producer.Acknowledged);
        }

        List<ConsumeResult<byte[], byte[]>> records = await topic.ReadAsync(topic.Name, Messages);
        Assert.Equal(
            Enumerable.Range(0, Messages),
            records.Select(record => int.Parse(Encoding.UTF8.GetString(record.Message.Value))).Distinct());
    }

    [Fact]
    public async Task A_message_that_is_refused_stops_the_acknowledged_number_and_the_producer()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        EventProducerOptions options = Options(topic);
        options.ClientSettings["message.max.bytes"] = "2000";
        await using var producer = new EventProducer(options);
        await producer.SendAsync(null, new byte[100]);
        await producer.FlushAsync();
        var exception = await Assert.ThrowsAsync<EventKafkaException>(() => producer.DeliverAsync(null, new byte[5_000]));
        Assert.Contains("message.max.bytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, producer.Acknowledged);
        Assert.Equal(2, producer.Accepted);
        await Assert.ThrowsAsync<EventKafkaException>(() => producer.SendAsync(null, new byte[100]).AsTask());
    }

    [Fact]
    public async Task A_message_of_any_size_is_sent_as_the_topic_decides()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        if (topic.Cluster is not MockCluster)
            return;

        await using var producer = new EventProducer(Options(topic));
        await producer.DeliverAsync(null, new byte[3_000_000]);
        Assert.Equal(1, producer.Acknowledged);
    }

    [Fact]
    public void Settings_that_the_client_does_not_accept_are_named()
    {
        var options = new EventProducerOptions { BootstrapServers = "127.0.0.1:1", Topic = "topic" };
        options.ClientSettings["no.such.setting"] = "1";
        var exception = Assert.Throws<EventKafkaException>(() => new EventProducer(options));
        Assert.Contains("no.such.setting", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_was_produced_again_by_guid_is_in_order_for_each_asset()
    {
        // As Atlas publishes: without keys, so that events of an asset are in all partitions.
        const int Events = 300;
        TestTopic source = await TestTopic.CreateAsync();
        TestTopic target = await TestTopic.CreateAsync();
        await source.ProduceAsync(Enumerable.Range(0, Events).Select(i => Lines.Event(asset: i % 10, version: i / 10)));
        await using var producer = new EventProducer(Options(target));
        var bridge = new Bridge(producer);
        using var consumer = new EventConsumer(source.Options(), bridge);
        using var stop = new CancellationTokenSource();
        Task run = consumer.RunAsync(stop.Token);
        List<ConsumeResult<byte[], byte[]>> records = await target.ReadAsync(target.Name, Events);
        await stop.CancelAsync();
        await run.WaitAsync(TestTopic.Deadline);

        Assert.Equal(Events, source.Committed(partitions: 4).Sum());
        Assert.All(
            records.GroupBy(record => Encoding.UTF8.GetString(record.Message.Key)),
            asset => Assert.Single(asset.Select(record => record.Partition).Distinct()));
    }

    [Fact]
    public void Options_with_mistakes_are_listed()
    {
        var options = new EventProducerOptions { MaxInFlight = 0 };
        options.ClientSettings["acks"] = "1";
        var exception = Assert.Throws<ArgumentException>(() => new EventProducer(options));
        foreach (string name in (string[])["BootstrapServers", "Topic", "MaxInFlight", "acks"])
            Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    private static EventProducerOptions Options(TestTopic topic)
        => new()
        {
            BootstrapServers = topic.Cluster.BootstrapServers,
            Topic = topic.Name,
            ClientSettings = { ["socket.timeout.ms"] = "5000" },
        };

    private static ValueTask Send(EventProducer producer, string line, Headers headers)
    {
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
        return producer.SendAsync(view, headers);
    }

    private sealed class Bridge(EventProducer producer) : IEventRecordHandler
    {
        public async ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
            => await producer.DeliverAsync(
                Encoding.UTF8.GetBytes(record.Guid!),
                context.Line.ToArray(),
                cancellationToken: cancellationToken);
    }
}
