using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Offsets;

namespace AtlanEvents.Fast.Kafka.Tests.Lanes;

/// <summary>The memory that an event takes in the window.</summary>
public sealed class QueuedEventTests
{
    [Fact]
    public void Bytes_include_keys_headers_and_other_parts()
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines.Event(asset: 1));
        Assert.True(EventParser.TryParse(line, out EventView view));
        QueuedEvent queued = QueuedEvent.Create(view, line, hasRecord: false, isStale: false);
        Assert.Equal(line.Length, queued.Bytes);

        using var partition = new AssignedPartition(new TopicPartition("topic", 0));
        queued.Key = new byte[1_000];
        queued.Headers = new Headers { { "name", new byte[2_000] } };
        queued.OtherParts = [new EventPart(partition, Offset: 0, new byte[4_000], new byte[8_000], new Headers { { "", null } })];
        Assert.InRange(queued.Bytes - line.Length, 15_000 + 200, 15_000 + 300);
    }
}
