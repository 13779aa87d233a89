using AtlanEvents.Fast.Kafka.DeadLetters;

namespace AtlanEvents.Fast.Kafka.Tests.DeadLetters;

/// <summary>The record of a dead letter.</summary>
public sealed class DeadLetterTests
{
    [Fact]
    public void Headers_that_explain_it_cannot_be_forged()
    {
        var sent = new Headers { { "traceparent", [1] }, { DeadLetterHeader.Reason, [2] }, { "dead-letter-other", [3] } };
        var position = new TopicPartitionOffset("topic", 1, 2);
        Message<byte[]?, byte[]> record = new DeadLetter("InvalidJson", position, 0, null, [4], [5], sent).ToRecord();

        Assert.Equal([1], record.Headers.GetLastBytes("traceparent"));
        IHeader reason = Assert.Single(record.Headers, header => header.Key == DeadLetterHeader.Reason);
        Assert.Equal("InvalidJson"u8, reason.GetValueBytes());
        Assert.DoesNotContain(record.Headers, header => header.Key == "dead-letter-other");
    }
}
