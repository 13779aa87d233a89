using System.Runtime.InteropServices;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Kafka.Tests.Cluster;

namespace AtlanEvents.Fast.Benchmarks.Kafka;

/// <summary>A broker in this process, with Kafka's wire protocol on loopback: the mock cluster of librdkafka.</summary>
/// <remarks>It keeps 5 MB of each partition, so large topics need many partitions.</remarks>
internal sealed class BenchmarkTopics : IDisposable
{
    private const int ProducerType = 0;

    private readonly nint _client;
    private readonly nint _cluster;

    public BenchmarkTopics()
    {
        byte[] error = new byte[512];
        nint settings = Librdkafka.rd_kafka_conf_new();
        Librdkafka.rd_kafka_conf_set(settings, "test.mock.num.brokers", "1", error, error.Length);

        // It says that the mock cluster is enabled, on standard error.
        Librdkafka.rd_kafka_conf_set(settings, "log_level", "3", error, error.Length);
        _client = Librdkafka.rd_kafka_new(ProducerType, settings, error, error.Length);
        if (_client == 0)
            throw new WrongResultException(Encoding.UTF8.GetString(error));

        _cluster = Librdkafka.rd_kafka_handle_mock_cluster(_client);
        BootstrapServers = Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_mock_cluster_bootstraps(_cluster))!;
        Librdkafka.rd_kafka_mock_group_initial_rebalance_delay_ms(_cluster, 0);
    }

    public string BootstrapServers { get; }

    public void Create(string topic, int partitions)
    {
        if (Librdkafka.rd_kafka_mock_topic_create(_cluster, topic, partitions, replicas: 1) != 0)
            throw new WrongResultException($"The topic {topic} cannot be created.");
    }

    public void Dispose() => Librdkafka.rd_kafka_destroy(_client);
}
