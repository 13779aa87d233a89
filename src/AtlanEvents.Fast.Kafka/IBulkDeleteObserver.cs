namespace AtlanEvents.Fast.Kafka;

/// <summary>Receives bulk deletes while they happen.</summary>
public interface IBulkDeleteObserver
{
    /// <summary>A bulk delete begins, grows or is finished.</summary>
    /// <param name="bulkDelete">Its state.</param>
    /// <remarks>Called on the thread that reads messages: return quickly. An exception stops the consumer.</remarks>
    void OnChanged(BulkDelete bulkDelete);
}

/// <summary>The phase of a bulk delete.</summary>
public enum BulkDeletePhase
{
    /// <summary>The number of deletes has reached <see cref="EventConsumerOptions.BulkDeleteThreshold"/>.</summary>
    Begun,

    /// <summary>Further deletes arrived. Reported at most once per second.</summary>
    Growing,

    /// <summary>
    /// No further delete arrived for <see cref="EventConsumerOptions.BulkDeleteQuietTime"/>, or the consumer stops. Later deletes of the
    /// same request are a bulk delete of their own.
    /// </summary>
    Finished,
}

/// <summary>Deletes of one request in one connection, as far as this consumer has read them.</summary>
/// <param name="Connection">The qualified name of the connection, such as <c>default/bigquery/1665130698</c>.</param>
/// <param name="RequestTime">The <c>eventTime</c> that all deletes of the request share.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Deletes">The number of deletes so far. Messages that are delivered again count again.</param>
/// <param name="Purges">How many of them purge the asset.</param>
/// <param name="FirstSeen">When the first one arrived.</param>
/// <param name="LastSeen">When the last one arrived.</param>
/// <remarks>Other members of the consumer group read the rest: the numbers of all members add up.</remarks>
public sealed record BulkDelete(
    string Connection,
    DateTimeOffset RequestTime,
    BulkDeletePhase Phase,
    long Deletes,
    long Purges,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen);
