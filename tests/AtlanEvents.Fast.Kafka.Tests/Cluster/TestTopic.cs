namespace AtlanEvents.Fast.Kafka.Tests.Cluster;

/// <summary>A new topic, and what tests do with it.</summary>
public sealed class TestTopic
{
    /// <summary>Long enough for a machine that is busy with other tests.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // In milliseconds. The mock cluster sometimes stops answering on a connection; this is how soon the client opens another one.
    private const int SocketTimeout = 5_000;

    private static int s_last;

    private TestTopic(ICluster cluster, string name, int partitions)
    {
        Cluster = cluster;
        Name = name;
        Partitions = partitions;
    }

    public ICluster Cluster { get; }

    public string Name { get; }

    private int Partitions { get; }

    public string Group => $"{Name}-group";

    public string DeadLetters => $"{Name}-dead";

    public static async Task<TestTopic> CreateAsync(int partitions = 4, ICluster? cluster = null)
    {
        cluster ??= SharedCluster.Instance;
        var topic = new TestTopic(cluster, $"t{Environment.ProcessId}-{Interlocked.Increment(ref s_last)}", partitions);
        await cluster.CreateTopicAsync(topic.Name, partitions);
        await cluster.CreateTopicAsync(topic.DeadLetters, partitions: 1);
        return topic;
    }

    /// <summary>
    /// Options for a consumer of the topic whose delays are short, but not its session: a consumer that does not run for so long loses its
    /// partitions, and repeats events.
    /// </summary>
    public EventConsumerOptions Options(GroupProtocol protocol = GroupProtocol.Classic)
    {
        var options = new EventConsumerOptions
        {
            BootstrapServers = Cluster.BootstrapServers,
            GroupId = Group,
            GroupProtocol = protocol,
            DeadLetterTopic = DeadLetters,
            FirstRetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(10),
        };
        options.Topics.Add(Name);
        if (protocol == GroupProtocol.Classic)
        {
            options.ConsumerSettings["session.timeout.ms"] = "30000";
            options.ConsumerSettings["heartbeat.interval.ms"] = "200";
        }

        options.ClientSettings["socket.timeout.ms"] = $"{SocketTimeout}";
        options.ConsumerSettings["auto.commit.interval.ms"] = "100";
        return options;
    }

    /// <summary>Options for one of several consumers of the topic.</summary>
    public EventConsumerOptions MemberOptions(GroupProtocol protocol)
    {
        EventConsumerOptions options = Options(protocol);

        // A rebalance of the mock cluster takes as long as this. Brokers normally allow 6 seconds or more.
        if (protocol == GroupProtocol.Classic)
            options.ConsumerSettings["session.timeout.ms"] = Cluster is MockCluster ? "3000" : "6000";

        return options;
    }

    /// <summary>Produces values and waits until they are acknowledged.</summary>
    public Task ProduceAsync(IEnumerable<string> values, string? key = null)
        => ProduceAsync(values.Select(value => (key, Encoding.UTF8.GetBytes(value), (int?)null)));

    /// <summary>Produces values with keys or to partitions.</summary>
    public Task ProduceAsync(IEnumerable<(string? Key, byte[] Value, int? Partition)> records)
        => ProduceAsync(records.Select(record => (
            new Message<byte[]?, byte[]> { Key = record.Key is null ? null : Encoding.UTF8.GetBytes(record.Key), Value = record.Value },
            record.Partition)));

    /// <summary>Produces values with headers or a time.</summary>
    public Task ProduceAsync(IEnumerable<(string Value, Headers? Headers, Timestamp Timestamp)> records)
        => ProduceAsync(records.Select((record, i) => (
            new Message<byte[]?, byte[]> { Value = Encoding.UTF8.GetBytes(record.Value), Headers = record.Headers, Timestamp = record.Timestamp },
            (int?)(i % Partitions))));

    private async Task ProduceAsync(IEnumerable<(Message<byte[]?, byte[]> Message, int? Partition)> records)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = Cluster.BootstrapServers,
            SocketTimeoutMs = SocketTimeout,
            EnableIdempotence = true,
            LingerMs = 1,
            Partitioner = Partitioner.Murmur2Random,
        };
        using IProducer<byte[]?, byte[]> producer =
            new ProducerBuilder<byte[]?, byte[]>(config).SetKeySerializer(Serializers.ByteArray!).Build();
        var acknowledged = new List<Task>();
        foreach ((Message<byte[]?, byte[]> message, int? partition) in records)
            acknowledged.Add(producer.ProduceAsync(new TopicPartition(Name, partition ?? Partition.Any), message));

        await Task.WhenAll(acknowledged).WaitAsync(Deadline);
    }

    /// <summary>The committed offset of each partition of the group; 0 if there is none.</summary>
    public long[] Committed(int partitions, string? group = null)
    {
        using IConsumer<Ignore, Ignore> client = new ConsumerBuilder<Ignore, Ignore>(
            new ConsumerConfig { BootstrapServers = Cluster.BootstrapServers, SocketTimeoutMs = SocketTimeout, GroupId = group ?? Group }).Build();
        List<TopicPartitionOffset> offsets = client.Committed(
            Enumerable.Range(0, partitions).Select(partition => new TopicPartition(Name, partition)),
            Deadline);
        return [.. offsets.OrderBy(offset => offset.Partition.Value).Select(offset => Math.Max(0, offset.Offset.Value))];
    }

    /// <summary>Reads the dead letters until there are as many as expected.</summary>
    public Task<List<ConsumeResult<byte[], byte[]>>> ReadDeadLettersAsync(int count) => ReadAsync(DeadLetters, count);

    /// <summary>Reads a topic from its start until there are as many records as expected.</summary>
    public Task<List<ConsumeResult<byte[], byte[]>>> ReadAsync(string topic, int count) => Task.Run(() =>
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = Cluster.BootstrapServers,
            SocketTimeoutMs = SocketTimeout,
            GroupId = $"{Name}-{Guid.NewGuid()}",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        };
        using IConsumer<byte[], byte[]> client = new ConsumerBuilder<byte[], byte[]>(config).Build();
        using IAdminClient admin = new DependentAdminClientBuilder(client.Handle).Build();
        client.Assign(admin.GetMetadata(topic, Deadline).Topics.Single().Partitions
            .Select(partition => new TopicPartitionOffset(topic, partition.PartitionId, Offset.Beginning)));
        var records = new List<ConsumeResult<byte[], byte[]>>();
        using var deadline = new CancellationTokenSource(Deadline);
        while (records.Count < count)
            records.Add(client.Consume(deadline.Token));

        return records;
    });
}
