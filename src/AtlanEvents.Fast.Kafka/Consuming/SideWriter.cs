using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.DeadLetters;
using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Offsets;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>Writes messages that are not handled to other topics, while reading continues: rejected lines, and parts of messages.</summary>
/// <remarks>The offset of a message is finished when the brokers have acknowledged the copy.</remarks>
internal sealed class SideWriter(
    DeadLetterWriter deadLetters,
    RecordWriter writer,
    string? partsTopic,
    FlowWindow window,
    Action<Exception> fail)
{
    /// <summary>Writes a rejected line to the dead-letter topic.</summary>
    public void Reject(EventPart part, LineFaultReason reason)
        => Start(part, cancellationToken => deadLetters.WriteAsync(DeadLetter.Of(part, reason.ToString()), cancellationToken));

    /// <summary>Writes a part of a split message to the parts topic, keyed by the id of the message.</summary>
    /// <remarks>To the dead-letter topic, if there is one and the part is larger than the parts topic allows.</remarks>
    public void Forward(byte[] messageId, EventPart part)
    {
        var record = new Message<byte[]?, byte[]> { Key = messageId, Value = part.Value, Headers = part.Headers };
        Start(part, WriteAsync);

        async Task WriteAsync(CancellationToken cancellationToken)
        {
            try
            {
                await writer.WriteAsync(partsTopic!, record, cancellationToken).ConfigureAwait(false);
            }
            catch (EventKafkaException exception) when (exception.IsTooLarge && deadLetters.HasTopic)
            {
                await deadLetters.WriteAsync(DeadLetter.Of(part, DeadLetter.PartTooLarge), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Start(EventPart part, Func<CancellationToken, Task> write)
    {
        if (!part.Partition.TryEnter())
            return;

        int bytes = part.Bytes;
        window.Add(bytes);
        _ = RunAsync();

        async Task RunAsync()
        {
            try
            {
                await write(part.Partition.Abandoned).ConfigureAwait(false);
                part.Partition.Offsets.Complete(part.Offset);
            }
            catch (OperationCanceledException)
            {
                // The partition was taken away, or the consumer stops; the message is read again.
            }
            catch (Exception exception)
            {
                fail(exception);
            }
            finally
            {
                part.Partition.Exit();
                window.Remove(bytes);
            }
        }
    }
}
