using AtlanEvents.Fast.Kafka.Clients;

namespace AtlanEvents.Fast.Kafka.Tests.Clients;

/// <summary>What is encrypted by default.</summary>
public sealed class ClientSettingsTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:9092")]
    [InlineData("127.0.0.1:9092")]
    [InlineData("127.0.0.1:9092, 127.0.0.2:9093")]
    [InlineData("[::1]:9092")]
    public void Brokers_on_this_machine_need_no_TLS(string servers)
    {
        Assert.Equal(SecurityProtocol.Plaintext, Producer(servers).SecurityProtocol);
        Assert.Equal(SecurityProtocol.Plaintext, Reader(servers).SecurityProtocol);
        Assert.Equal(SecurityProtocol.Plaintext, Consumer(servers).SecurityProtocol);
    }

    [Theory]
    [InlineData("kafka-1")]
    [InlineData("kafka-1:9092")]
    [InlineData("localhost.example.com:9092")]
    [InlineData("10.0.0.1:9092")]
    [InlineData("[fe80::1]:9092")]
    [InlineData("127.0.0.1:9092,kafka-1:9092")]
    public void Other_brokers_are_connected_to_with_TLS(string servers)
    {
        Assert.Equal(SecurityProtocol.Ssl, Producer(servers).SecurityProtocol);
        Assert.Equal(SecurityProtocol.Ssl, Reader(servers).SecurityProtocol);
        Assert.Equal(SecurityProtocol.Ssl, Consumer(servers).SecurityProtocol);
    }

    [Theory]
    [InlineData("sasl.mechanism")]
    [InlineData("sasl.mechanisms")]
    public void Credentials_are_sent_with_TLS(string setting)
        => Assert.Equal(SecurityProtocol.SaslSsl, Producer("kafka-1:9092", (setting, "PLAIN")).SecurityProtocol);

    [Fact]
    public void Credentials_are_sent_to_brokers_on_this_machine()
        => Assert.Equal(SecurityProtocol.SaslPlaintext, Producer("localhost:9092", ("sasl.mechanism", "PLAIN")).SecurityProtocol);

    [Theory]
    [InlineData("PLAINTEXT://kafka-1:9092", SecurityProtocol.Plaintext)]
    [InlineData("SSL://localhost:9093,SSL://localhost:9094", SecurityProtocol.Ssl)]
    [InlineData("sasl_ssl://localhost:9093", SecurityProtocol.SaslSsl)]
    [InlineData("SASL_PLAINTEXT://kafka-1", SecurityProtocol.SaslPlaintext)]
    public void Addresses_may_say_otherwise(string servers, SecurityProtocol expected)
        => Assert.Equal(expected, Producer(servers).SecurityProtocol);

    [Theory]
    [InlineData("plaintext", SecurityProtocol.Plaintext)]
    [InlineData("sasl_plaintext", SecurityProtocol.SaslPlaintext)]
    public void Settings_may_say_otherwise(string value, SecurityProtocol expected)
        => Assert.Equal(expected, Producer("kafka-1:9092", ("security.protocol", value)).SecurityProtocol);

    private static ProducerConfig Producer(string servers, params (string Name, string Value)[] settings)
        => ClientSettings.ForProducer(servers, settings.ToDictionary(setting => setting.Name, setting => setting.Value));

    private static ConsumerConfig Reader(string servers)
        => ClientSettings.ForReader(new TopicReaderOptions { BootstrapServers = servers, Topic = "topic", Reader = new EventReaderOptions() });

    private static ConsumerConfig Consumer(string servers)
        => ClientSettings.ForConsumer(new EventConsumerOptions { BootstrapServers = servers, GroupId = "group" });
}
