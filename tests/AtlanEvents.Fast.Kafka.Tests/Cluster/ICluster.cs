using Confluent.Kafka.Admin;

namespace AtlanEvents.Fast.Kafka.Tests.Cluster;

/// <summary>Brokers to test with.</summary>
public interface ICluster
{
    string BootstrapServers { get; }

    Task CreateTopicAsync(string topic, int partitions);
}

/// <summary>The brokers that most tests share: a mock cluster, or those that <c>ATLAN_EVENTS_KAFKA</c> names.</summary>
public static class SharedCluster
{
    private static readonly Lazy<ICluster> s_instance = new(() =>
        Environment.GetEnvironmentVariable("ATLAN_EVENTS_KAFKA") is { Length: > 0 } servers ? new RealCluster(servers) : new MockCluster());

    public static ICluster Instance => s_instance.Value;

    private sealed class RealCluster(string bootstrapServers) : ICluster
    {
        public string BootstrapServers => bootstrapServers;

        public async Task CreateTopicAsync(string topic, int partitions)
        {
            using IAdminClient admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrapServers }).Build();
            await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = -1 }]);
        }
    }
}
