namespace AtlanEvents.Fast.Kafka;

/// <summary>Options of an <see cref="EventProducer"/>. Can be bound to configuration. The producer reads them when it is created.</summary>
public sealed class EventProducerOptions
{
    /// <summary>The addresses of some brokers, such as <c>kafka-1:9092,kafka-2:9092</c>. Required.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>The topic to produce to. Required.</summary>
    public string Topic { get; set; } = "";

    /// <summary>
    /// Further settings of the client by the names of librdkafka, such as <c>security.protocol</c>, <c>linger.ms</c> or
    /// <c>compression.type</c>. Settings on which the guarantees depend are refused. Without <c>security.protocol</c>, TLS is used
    /// unless all brokers are on this machine, or the first address names a protocol, such as <c>PLAINTEXT://host</c>.
    /// </summary>
    public IDictionary<string, string> ClientSettings { get; } = new Dictionary<string, string>();

    /// <summary>The number of events without acknowledgement above which sending waits; 10,000 by default.</summary>
    public int MaxInFlight { get; set; } = 10_000;

    /// <summary>
    /// The size in bytes of the events without acknowledgement, with keys and headers, above which sending waits; 64 MiB by default.
    /// </summary>
    public long MaxInFlightBytes { get; set; } = 64 * 1024 * 1024;

    internal IReadOnlyList<string> Check()
    {
        var mistakes = new List<string>();
        if (string.IsNullOrWhiteSpace(BootstrapServers))
            mistakes.Add("Set BootstrapServers, such as kafka-1:9092,kafka-2:9092.");

        if (string.IsNullOrWhiteSpace(Topic))
            mistakes.Add("Set Topic.");

        if (MaxInFlight < 1 || MaxInFlightBytes < 1)
            mistakes.Add("MaxInFlight and MaxInFlightBytes must be at least 1.");

        foreach (string name in ClientSettings.Keys.Where(Clients.ClientSettings.OfProducer.Contains))
            mistakes.Add($"The setting {name} cannot be changed: it is an option of its own, or the guarantees depend on it.");

        return mistakes;
    }
}
