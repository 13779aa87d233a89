namespace AtlanEvents.Fast.Kafka;

/// <summary>Options of an <see cref="EventConsumer"/>. Can be bound to configuration. The consumer reads them when it is created.</summary>
public sealed class EventConsumerOptions
{
    /// <summary>The addresses of some brokers, such as <c>kafka-1:9092,kafka-2:9092</c>. Required.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>The consumer group. Required. Its members share the partitions of the topics.</summary>
    public string GroupId { get; set; } = "";

    /// <summary>The topics to read; <c>ATLAS_ENTITIES</c>, to which Atlas publishes, if empty.</summary>
    public IList<string> Topics { get; } = [];

    /// <summary>
    /// The topic for events that the handler does not accept and for rejected lines. If null, the default, the consumer stops at the
    /// first one: nothing is ever skipped. A message that is too large for the topic is written without its content
    /// (<see cref="DeadLetterHeader.OmittedBytes"/>).
    /// </summary>
    public string? DeadLetterTopic { get; set; }

    /// <summary>
    /// A topic of the group's own, through which parts of split messages are passed, keyed by message id, so that all parts of a message
    /// reach one consumer. Needed if several consumers share a topic without keys. If null, the default, parts are joined where they
    /// arrive. Parts that are too large for the topic become dead letters.
    /// </summary>
    public string? PartsTopic { get; set; }

    /// <summary>
    /// Where a group without a committed offset starts: at the oldest message, the default, or at the next new one. The latter is committed
    /// at once, so that nothing is lost between two consumers. A consumer whose next message the retention has deleted continues with the
    /// oldest one.
    /// </summary>
    public AutoOffsetReset StartAt { get; set; } = AutoOffsetReset.Earliest;

    /// <summary>
    /// How the group assigns partitions: the classic protocol with cooperative rebalances, the default, or that of KIP-848
    /// (<see cref="GroupProtocol.Consumer"/>, brokers from 4.0). All members of a group must use the same.
    /// </summary>
    public GroupProtocol GroupProtocol { get; set; } = GroupProtocol.Classic;

    /// <summary>
    /// Further settings of all Kafka clients by the names of librdkafka, such as <c>security.protocol</c>. Settings on which the
    /// guarantees depend are refused. Without <c>security.protocol</c>, TLS is used unless all brokers are on this machine,
    /// or the first address names a protocol, such as <c>PLAINTEXT://host</c>.
    /// </summary>
    public IDictionary<string, string> ClientSettings { get; } = new Dictionary<string, string>();

    /// <summary>Further settings of the consuming client only, such as <c>session.timeout.ms</c>.</summary>
    public IDictionary<string, string> ConsumerSettings { get; } = new Dictionary<string, string>();

    /// <summary>
    /// How messages are parsed. By default, compressed and split messages are opened. A fault handler is not allowed, because rejected
    /// lines go to the dead-letter topic.
    /// </summary>
    public EventReaderOptions Reader { get; set; } = new() { Reassembly = Reassembly.ReassemblyOptions.Default };

    /// <summary>
    /// Whether record headers are read: dead letters keep them, and traces continue those of the producer (<c>traceparent</c>). Off by
    /// default, because each header is allocated.
    /// </summary>
    public bool ReadHeaders { get; set; }

    /// <summary>
    /// The number of events that are handled concurrently; 16 by default, at most 1,024. Events of one asset are handled one after
    /// the other. An <see cref="IEventViewHandler"/> is never called concurrently.
    /// </summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>
    /// The maximum number of messages that are queued or being handled; 2,048 by default. At the maximum, partitions are paused.
    /// </summary>
    public int MaxInFlight { get; set; } = 2_048;

    /// <summary>
    /// The maximum size of these messages in bytes, with keys and headers; 64 MiB by default. A single message may exceed it.
    /// </summary>
    public long MaxInFlightBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// The maximum number of messages of a partition that are read beyond the first unfinished one, and would be repeated after a crash;
    /// 10,000 by default. Above it, the partition is paused, unless that message waits for other parts.
    /// </summary>
    public int MaxUncommitted { get; set; } = 10_000;

    /// <summary>The number of times that the handler is called for an event before it is a dead letter; 5 by default.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The delay before the second attempt; 200 ms by default. Doubles with each attempt, with jitter.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The maximum delay before an attempt; 30 s by default.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time after which an attempt is cancelled and counts as failed; unlimited if null, the default.</summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>
    /// How long a split message waits for its next part before its parts are rejected; 15 minutes by default. Meanwhile, the offsets of
    /// its partitions are not committed beyond its parts.
    /// </summary>
    public TimeSpan PartTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long a rebalance waits for events in flight of the partitions that are taken away; 10 s by default. Then they are cancelled or
    /// dropped; the next owner gets them again.
    /// </summary>
    public TimeSpan RevokeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stopping consumer continues with events that are queued or being handled; 20 s by default.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long to wait for the first assignment while no broker answers, before the consumer fails; one minute by default. Later,
    /// the consumer waits without limit for brokers that are down.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The number of assets of which the newest <c>eventTime</c> is remembered, to mark older events as
    /// <see cref="EventDelivery.IsStale"/>; 0, the default, for none. Takes about 80 bytes per asset, and parses an
    /// event again unless its <c>eventTime</c> directly follows the operation.
    /// </summary>
    public int StaleEventMemory { get; set; }

    /// <summary>
    /// The maximum number of purge deletes within a minute. The consumer stops before it passes the first one above it to the handler,
    /// with a <see cref="PurgeLimitException"/>. Unlimited if null, the default.
    /// </summary>
    public int? MaxPurgesPerMinute { get; set; }

    /// <summary>Receives bulk deletes while they happen. Null, the default, for nobody.</summary>
    public IBulkDeleteObserver? BulkDeleteObserver { get; set; }

    /// <summary>The number of deletes of one request in one connection from which they are a bulk delete; 100 by default.</summary>
    public int BulkDeleteThreshold { get; set; } = 100;

    /// <summary>The time without further deletes after which a bulk delete is reported as finished; 30 s by default.</summary>
    public TimeSpan BulkDeleteQuietTime { get; set; } = TimeSpan.FromSeconds(30);
}
