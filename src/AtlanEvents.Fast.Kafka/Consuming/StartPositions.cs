using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>Where reading starts in partitions that are assigned.</summary>
internal static class StartPositions
{
    private const int MaxAttempts = 4;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Finds the end of the partitions for which the group has committed nothing. It must be committed even if nothing is read, or the next
    /// consumer would start at a later end, and what came in between would be lost.
    /// </summary>
    /// <param name="client">The client to which they are assigned.</param>
    /// <param name="partitions">The partitions.</param>
    /// <param name="log">The log.</param>
    /// <param name="stop">Ends the attempts.</param>
    /// <returns>
    /// All partitions. Those with a committed offset have <see cref="Offset.Unset"/>; those whose broker does not answer have
    /// <see cref="Offset.End"/>, which the client finds when it does.
    /// </returns>
    /// <exception cref="KafkaException">The coordinator of the group does not answer for a minute, or refuses.</exception>
    public static TopicPartitionOffset[] FindLatest(
        IConsumer<Ignore, IncomingMessage> client,
        List<TopicPartition> partitions,
        ILogger log,
        CancellationToken stop)
        => [.. FindCommitted(client, partitions, log, stop).Select(committed => new TopicPartitionOffset(
            committed.TopicPartition,
            committed.Offset.Value >= 0 ? Offset.Unset : FindEnd(client, committed.TopicPartition, log)))];

    private static List<TopicPartitionOffset> FindCommitted(
        IConsumer<Ignore, IncomingMessage> client,
        List<TopicPartition> partitions,
        ILogger log,
        CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return client.Committed(partitions, s_timeout);
            }
            catch (KafkaException exception) when (
                attempt < MaxAttempts && !stop.IsCancellationRequested && !ErrorText.IsPermanent(exception.Error))
            {
                Log.ClientError(log, exception.Error.Code.ToString(), exception.Error.Reason);
            }
        }
    }

    private static Offset FindEnd(IConsumer<Ignore, IncomingMessage> client, TopicPartition partition, ILogger log)
    {
        try
        {
            return client.QueryWatermarkOffsets(partition, s_timeout).High;
        }
        catch (KafkaException exception)
        {
            Log.ClientError(log, exception.Error.Code.ToString(), exception.Error.Reason);
            return Offset.End;
        }
    }
}
