namespace AtlanEvents.Fast.Kafka;

/// <summary>Options of a <see cref="TopicReader"/>.</summary>
public sealed record TopicReaderOptions
{
    /// <summary>The addresses of some brokers, such as <c>kafka-1:9092,kafka-2:9092</c>.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>
    /// The consumer group at whose committed offsets reading starts, and for which <see cref="TopicReader.Commit"/> commits. If null, the
    /// default, reading starts at <see cref="From"/>, and nothing can be committed.
    /// </summary>
    public string? GroupId { get; init; }

    /// <summary>Where reading starts in partitions without a committed offset; at the beginning by default.</summary>
    public TopicPosition From { get; init; } = TopicPosition.Beginning;

    /// <summary>Where reading ends: by default, at the end that the topic has when it is opened. If null, it never ends.</summary>
    public TopicPosition? Until { get; init; } = TopicPosition.End;

    /// <summary>
    /// Further settings of the client by the names of librdkafka, such as <c>security.protocol</c>. Without that one, TLS is used unless
    /// all brokers are on this machine, or the first address names a protocol, such as <c>PLAINTEXT://host</c>. The default of
    /// <c>socket.timeout.ms</c> is 10 seconds here.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClientSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>How messages are parsed. Must have a fault handler; the line number of a fault is that of the message.</summary>
    public required EventReaderOptions Reader { get; init; }

    /// <summary>Whether <see cref="TopicReader.Headers"/> are read. Off by default, because each header is allocated.</summary>
    public bool ReadHeaders { get; init; }

    /// <summary>How long to wait for brokers before opening or reading up to an end fails; one minute by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
