using System.Net;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Kafka.Tests.Cluster;

/// <summary>Three brokers in this process, with Kafka's wire protocol on loopback. Other processes can connect too.</summary>
public sealed class MockCluster : ICluster, IDisposable
{
    /// <summary>The client's setting that <see cref="FailNext"/> needs for produce requests.</summary>
    public const string MaxInFlight = "max.in.flight.requests.per.connection";

    private const int BrokerCount = 3;
    private const int ProducerType = 0;
    private const int HeartbeatInterval = 200;

    private readonly nint _client;
    private readonly nint _cluster;
    private readonly KeptPort?[] _ports = new KeptPort?[BrokerCount];

    public MockCluster()
    {
        byte[] error = new byte[512];
        nint settings = Librdkafka.rd_kafka_conf_new();
        Librdkafka.rd_kafka_conf_set(settings, "test.mock.num.brokers", $"{BrokerCount}", error, error.Length);

        // It says that the mock cluster is enabled, on standard error.
        Librdkafka.rd_kafka_conf_set(settings, "log_level", "3", error, error.Length);
        _client = Librdkafka.rd_kafka_new(ProducerType, settings, error, error.Length);
        Assert.True(_client != 0, Encoding.UTF8.GetString(error));
        _cluster = Librdkafka.rd_kafka_handle_mock_cluster(_client);
        BootstrapServers = Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_mock_cluster_bootstraps(_cluster))!;

        // Members of a group learn of a rebalance with their next heartbeat.
        Librdkafka.rd_kafka_mock_group_initial_rebalance_delay_ms(_cluster, 0);
        Librdkafka.rd_kafka_mock_set_group_consumer_heartbeat_interval_ms(_cluster, HeartbeatInterval);
    }

    public string BootstrapServers { get; }

    public Task CreateTopicAsync(string topic, int partitions)
    {
        Assert.Equal(0, Librdkafka.rd_kafka_mock_topic_create(_cluster, topic, partitions, BrokerCount));
        return Task.CompletedTask;
    }

    public void SetTopicError(string topic, ErrorCode error) => Librdkafka.rd_kafka_mock_topic_set_error(_cluster, topic, (int)error);

    /// <summary>Sets how long groups of KIP-848 wait for a member that does not answer.</summary>
    public void SetSessionTimeout(TimeSpan timeout)
        => Librdkafka.rd_kafka_mock_set_group_consumer_session_timeout_ms(_cluster, (int)timeout.TotalMilliseconds);

    /// <summary>Stops a broker. It would abort the process if its port were taken when it starts again.</summary>
    public void TakeDown(int broker)
    {
        Assert.Equal(0, Librdkafka.rd_kafka_mock_broker_set_down(_cluster, broker));
        _ports[broker - 1] = new KeptPort(IPEndPoint.Parse(BootstrapServers.Split(',')[broker - 1]).Port);
    }

    public void BringUp(int broker)
    {
        Assert.Equal(0, Librdkafka.rd_kafka_mock_broker_set_up(_cluster, broker));
        _ports[broker - 1]?.Dispose();
    }

    public void TakeAllDown() => ForEachBroker(TakeDown);

    public void BringAllUp() => ForEachBroker(BringUp);

    public void SetLatency(TimeSpan latency)
        => ForEachBroker(broker =>
            Assert.Equal(0, Librdkafka.rd_kafka_mock_broker_set_rtt(_cluster, broker, (int)latency.TotalMilliseconds)));

    /// <summary>Makes the next requests of a kind fail, one with each error.</summary>
    /// <remarks>
    /// For produce requests, set <see cref="MaxInFlight"/> to 1. When a broker has refused a request of an idempotent producer, it refuses the
    /// next ones too, because their sequence numbers do not follow. The mock cluster stores them. The client then takes the refused messages
    /// for delivered, since an acknowledged request acknowledges all that precede it.
    /// </remarks>
    public void FailNext(RequestKind kind, params ErrorCode[] errors)
        => Librdkafka.rd_kafka_mock_push_request_errors_array(
            _cluster,
            (short)kind,
            errors.Length,
            [.. errors.Select(error => (int)error)]);

    public void Dispose()
    {
        Librdkafka.rd_kafka_destroy(_client);
        foreach (KeptPort? port in _ports)
            port?.Dispose();
    }

    private static void ForEachBroker(Action<int> action)
    {
        for (int broker = 1; broker <= BrokerCount; broker++)
            action(broker);
    }
}

/// <summary>Kinds of requests, by their number in Kafka's protocol.</summary>
public enum RequestKind : short
{
    Produce = 0,
    Fetch = 1,
    OffsetCommit = 8,
    JoinGroup = 11,
    Heartbeat = 12,
}
