using System.Net;
using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Kafka.Clients;

/// <summary>The settings of the Kafka clients.</summary>
internal static partial class ClientSettings
{
    /// <summary>The topic to which Atlas publishes.</summary>
    public const string AtlasTopic = "ATLAS_ENTITIES";

    /// <summary>The settings of a producer that cannot be chosen: they are options, or the guarantees depend on them.</summary>
    public static readonly string[] OfProducer =
    [
        "bootstrap.servers", "metadata.broker.list", "enable.idempotence", "acks", "request.required.acks", "message.timeout.ms",
        "delivery.timeout.ms", "dotnet.producer.enable.delivery.reports", "dotnet.producer.enable.background.poll",
    ];

    /// <summary>Those of a consumer, which also has a producer for dead letters.</summary>
    public static readonly string[] OfConsumer =
    [
        .. OfProducer, "group.id", "group.protocol", "partition.assignment.strategy", "enable.auto.commit", "enable.auto.offset.store",
        "enable.partition.eof", "auto.offset.reset",
    ];

    /// <summary>The topics that a consumer subscribes to.</summary>
    public static string[] TopicsOf(EventConsumerOptions options)
    {
        string[] topics = options.Topics.Count == 0 ? [AtlasTopic] : [.. options.Topics];
        return options.PartsTopic is null ? topics : [.. topics, options.PartsTopic];
    }

    public static ConsumerConfig ForConsumer(EventConsumerOptions options)
    {
        var config = new ConsumerConfig(Merge(options.ClientSettings, options.ConsumerSettings))
        {
            BootstrapServers = options.BootstrapServers,
            GroupId = options.GroupId,
            GroupProtocol = options.GroupProtocol,

            // Without a committed offset, a consumer that starts at the latest message asks for its offset. This is then only for offsets
            // that the retention has deleted.
            AutoOffsetReset = options.StartAt == AutoOffsetReset.Latest ? AutoOffsetReset.Earliest : options.StartAt,

            // Offsets are committed in the background, but only those that were stored after their events were handled.
            EnableAutoCommit = true,
            EnableAutoOffsetStore = false,
        };

        // With one topic, its name need not be allocated for each message.
        bool readsTopic = TopicsOf(options).Length > 1;
        config.ConsumeResultFields = (readsTopic, options.ReadHeaders) switch
        {
            (false, false) => "none",
            (true, false) => "topic",
            (false, true) => "headers",
            (true, true) => "topic,headers",
        };

        SetSecurity(config);

        // With the default of one second, the client sometimes idles although messages are waiting.
        SetDefault(config, "fetch.queue.backoff.ms", "2");
        SetDefault(config, "auto.commit.interval.ms", "1000");
        if (options.GroupProtocol == GroupProtocol.Classic)
            config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;

        return config;
    }

    public static ConsumerConfig ForReader(TopicReaderOptions options)
    {
        var config = new ConsumerConfig(new Dictionary<string, string>(options.ClientSettings))
        {
            BootstrapServers = options.BootstrapServers,

            // The client needs a name. Without a group, nothing is committed.
            GroupId = options.GroupId ?? "atlan-events",
            EnableAutoCommit = false,
            EnablePartitionEof = true,

            // All positions are offsets; if the retention has deleted one, that must not go unnoticed.
            AutoOffsetReset = AutoOffsetReset.Error,
            ConsumeResultFields = options.ReadHeaders ? "headers,timestamp" : "timestamp",
        };
        SetSecurity(config);
        SetDefault(config, "fetch.queue.backoff.ms", "2");

        // The reader is no member of the group, so this is only how long the client lets a commit wait for the coordinator.
        SetDefault(config, "session.timeout.ms", "5000");

        // A commit whose connection is lost while it is under way can take so long, and holds up later ones. The default is a minute.
        SetDefault(config, "socket.timeout.ms", "10000");
        return config;
    }

    /// <summary>The settings of a producer that loses and repeats nothing.</summary>
    /// <param name="bootstrapServers">The addresses of some brokers.</param>
    /// <param name="settings">Further settings.</param>
    public static ProducerConfig ForProducer(string bootstrapServers, IDictionary<string, string> settings)
    {
        var config = new ProducerConfig(new Dictionary<string, string>(settings))
        {
            BootstrapServers = bootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
        };

        SetSecurity(config);

        // That of Java clients, so that all producers put an asset into the same partition.
        SetDefault(config, "partitioner", "murmur2_random");

        // So that the topic decides which messages are too large, not this client, whose default is 1,000,000 bytes. Brokers refuse what is
        // longer than a topic allows. But by default they close the connection if a request has more than 104,857,600 bytes.
        SetDefault(config, "message.max.bytes", "100000000");

        // Wait for brokers without limit; whoever produces has nowhere else to put its messages.
        SetDefault(config, "message.timeout.ms", "0");
        return config;
    }

    /// <summary>Builds a client.</summary>
    /// <param name="build">Builds it.</param>
    /// <exception cref="EventKafkaException">The client does not accept its settings. The message names the setting.</exception>
    public static TClient Build<TClient>(Func<TClient> build)
    {
        try
        {
            return build();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new EventKafkaException(
                $"The Kafka client does not accept its settings. ({QuotedValue().Replace(exception.Message.TrimEnd(), "")})",
                ErrorCode.Local_InvalidArg);
        }
    }

    /// <summary>Uses TLS, unless the settings or the addresses say otherwise, or all brokers are on this machine.</summary>
    private static void SetSecurity(ClientConfig config)
    {
        // Its value may be wrong, which the client says.
        if (config.Get("security.protocol") is not null)
            return;

        // The client ignores brokers whose address has another protocol.
        string[] servers = config.BootstrapServers.Split(',', StringSplitOptions.TrimEntries);
        string protocol = servers[0].Split("://") is [string named, _] ? named.Replace("_", "", StringComparison.Ordinal) : "";
        if (Enum.TryParse(protocol, ignoreCase: true, out SecurityProtocol ofAddress))
        {
            config.SecurityProtocol = ofAddress;
            return;
        }

        bool isLocal = servers.All(IsOnThisMachine);
        bool authenticates = (config.Get("sasl.mechanisms") ?? config.Get("sasl.mechanism")) is not null;
        config.SecurityProtocol = (isLocal, authenticates) switch
        {
            (true, true) => SecurityProtocol.SaslPlaintext,
            (true, false) => SecurityProtocol.Plaintext,
            (false, true) => SecurityProtocol.SaslSsl,
            (false, false) => SecurityProtocol.Ssl,
        };
    }

    /// <param name="server">A host, or a host and a port.</param>
    private static bool IsOnThisMachine(string server)
    {
        string host = server;
        if (host.LastIndexOf(':') is int colon and >= 0 && !host.EndsWith(']'))
            host = host[..colon];

        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    // The client shows a value that it does not accept, which may be a secret: in quotes, perhaps without the second one, or at the end.
    [GeneratedRegex("""(?<=value) "(?:.*"(?= for )|.*)|(?<=property "[^"]*"): .*""", RegexOptions.Singleline)]
    private static partial Regex QuotedValue();

    private static void SetDefault(ClientConfig config, string name, string value)
    {
        if (config.Get(name) is null)
            config.Set(name, value);
    }

    private static Dictionary<string, string> Merge(IDictionary<string, string> first, IDictionary<string, string> second)
    {
        var all = new Dictionary<string, string>(first);
        foreach ((string name, string value) in second)
            all[name] = value;

        return all;
    }
}
