namespace AtlanEvents.Fast.Kafka.Clients;

/// <summary>Produces single records and waits until the brokers have acknowledged them.</summary>
internal sealed class RecordWriter(string bootstrapServers, IDictionary<string, string> settings, Action<LogMessage> log) : IDisposable
{
    private static readonly TimeSpan s_flushTimeout = TimeSpan.FromSeconds(2);

    // Created with the first record: most consumers never write one.
    private readonly Lazy<IProducer<byte[]?, byte[]>> _producer = new(() => Create(bootstrapServers, settings, log));

    /// <summary>Produces a record.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Stops waiting. The record may still be produced.</param>
    /// <exception cref="EventKafkaException">The brokers did not accept the record.</exception>
    public async Task WriteAsync(string topic, Message<byte[]?, byte[]> record, CancellationToken cancellationToken)
    {
        try
        {
            // The token is not passed on: it would only make the result unknown.
            await _producer.Value.ProduceAsync(topic, record, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException exception)
        {
            throw ErrorText.ToException(exception.Error, new ErrorSubject(topic), exception);
        }
    }

    private static IProducer<byte[]?, byte[]> Create(
        string bootstrapServers,
        IDictionary<string, string> settings,
        Action<LogMessage> log)
    {
        ProducerConfig config = ClientSettings.ForProducer(bootstrapServers, settings);

        // Brokers limit the size of a batch, and refuse all of it.
        config.BatchNumMessages = 1;
        return ClientSettings.Build(new ProducerBuilder<byte[]?, byte[]>(config)
            .SetKeySerializer(Serializers.ByteArray!)
            .SetLogHandler((_, message) => log(message))
            .SetErrorHandler(static (_, _) => { })
            .Build);
    }

    public void Dispose()
    {
        if (!_producer.IsValueCreated)
            return;

        _producer.Value.Flush(s_flushTimeout);
        _producer.Value.Dispose();
    }
}
