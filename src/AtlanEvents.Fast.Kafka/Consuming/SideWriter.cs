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
    public void Reject(AssignedPartition partition, DeadLetter letter)
        => Start(
            partition,
            letter.Position.Offset.Value,
            letter.Value.Length,
            cancellationToken => deadLetters.WriteAsync(letter, cancellationToken));

    /// <summary>Writes a part of a split message to the parts topic, keyed by the id of the message.</summary>
    public void Forward(AssignedPartition partition, long offset, byte[] messageId, byte[] value, Headers? headers)
    {
        var record = new Message<byte[]?, byte[]> { Key = messageId, Value = value, Headers = headers };
        Start(partition, offset, value.Length, cancellationToken => writer.WriteAsync(partsTopic!, record, cancellationToken));
    }

    private void Start(AssignedPartition partition, long offset, int bytes, Func<CancellationToken, Task> write)
    {
        if (!partition.TryEnter())
            return;

        window.Add(bytes);
        _ = RunAsync();

        async Task RunAsync()
        {
            try
            {
                await write(partition.Abandoned).ConfigureAwait(false);
                partition.Offsets.Complete(offset);
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
                partition.Exit();
                window.Remove(bytes);
            }
        }
    }
}
