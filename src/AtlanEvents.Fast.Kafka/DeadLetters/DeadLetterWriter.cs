using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.DeadLetters;

/// <summary>Takes messages that cannot be handled: to the dead-letter topic, or, without one, as a failure of the consumer.</summary>
internal sealed class DeadLetterWriter(string? topic, RecordWriter writer, ConsumerMetrics metrics, ILogger log)
{
    /// <summary>Whether there is a dead-letter topic.</summary>
    public bool HasTopic => topic is not null;

    /// <summary>Writes a dead letter. When the task completes, the brokers have it and the offset may move.</summary>
    /// <remarks>Without the content of the message, if that is larger than the topic allows.</remarks>
    /// <exception cref="EventKafkaException">There is no dead-letter topic, or it does not accept the message.</exception>
    public async Task WriteAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (topic is null)
        {
            string what = letter.Reason == DeadLetter.HandlerFailed
                ? $"The handler failed {letter.Attempts} times, at last with {letter.Failure?.GetType().Name},"
                : $"A message was rejected as {letter.Reason}";
            string where = $"{letter.Position.Topic} [{letter.Position.Partition.Value}] offset {letter.Position.Offset.Value}";
            throw new EventKafkaException(
                $"{what} at {where}, and there is no DeadLetterTopic. Correct the cause, or set DeadLetterTopic; the consumer continues "
                    + "there when it is started again.",
                ErrorCode.NoError);
        }

        try
        {
            await writer.WriteAsync(topic, letter.ToRecord(), cancellationToken).ConfigureAwait(false);
        }
        catch (EventKafkaException exception) when (exception.IsTooLarge)
        {
            TopicPartitionOffset position = letter.Position;
            Log.DeadLetterTooLarge(log, position.Topic, position.Partition.Value, position.Offset.Value, topic, letter.Value.Length);
            await writer.WriteAsync(topic, letter.ToRecordWithoutContent(), cancellationToken).ConfigureAwait(false);
        }

        metrics.AddDeadLetter(letter.Reason);
        Log.DeadLetter(
            log,
            letter.Position.Topic,
            letter.Position.Partition.Value,
            letter.Position.Offset.Value,
            letter.Reason,
            letter.Attempts,
            letter.Failure?.GetType().Name);
    }
}
