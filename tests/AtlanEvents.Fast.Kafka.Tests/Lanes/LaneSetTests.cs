using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.DeadLetters;
using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Offsets;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtlanEvents.Fast.Kafka.Tests.Lanes;

/// <summary>Lanes without a client.</summary>
public sealed class LaneSetTests
{
    [Fact]
    public async Task After_an_event_that_has_nowhere_to_go_no_event_may_pass_the_lanes()
    {
        var options = new EventConsumerOptions { BootstrapServers = "127.0.0.1:1", GroupId = "group", MaxAttempts = 1 };
        using var metrics = new ConsumerMetrics("group", () => 0, () => 0, () => 0);
        using var writer = new RecordWriter(options.BootstrapServers, options.ClientSettings, _ => { });
        var deadLetters = new DeadLetterWriter(topic: null, writer, metrics, NullLogger.Instance);
        var handler = new TestHandler { OnEvent = (_, _) => throw new TimeoutException() };
        var processor = new EventProcessor(new RecordInvoker(handler), options, deadLetters, metrics, NullLogger.Instance);
        var failures = new List<Exception>();
        var lanes = new LaneSet(count: 1, processor, new FlowWindow(10, 10_000), failures.Add);
        Assert.True(lanes.IsEmpty);

        lanes.Add(CreateEvent());
        lanes.Complete();
        await lanes.Completion;
        Assert.IsType<EventKafkaException>(Assert.Single(failures));
        Assert.False(lanes.IsEmpty);
    }

    [Fact]
    public void The_event_of_a_split_message_is_abandoned_with_the_last_of_its_partitions()
    {
        AssignedPartition[] partitions = [Partition(0), Partition(1)];
        using var all = new AllAbandoned(partitions);
        partitions[1].Abandon();
        SpinWait.SpinUntil(() => all.Token.IsCancellationRequested, TimeSpan.FromMilliseconds(50));
        Assert.False(all.Token.IsCancellationRequested);
        partitions[0].Abandon();
        Assert.True(SpinWait.SpinUntil(() => all.Token.IsCancellationRequested, TestTopic.Deadline));
    }

    private static AssignedPartition Partition(int number) => new(new TopicPartition("topic", number));

    private static QueuedEvent CreateEvent()
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines.Event(asset: 1));
        Assert.True(EventParser.TryParse(line, out EventView view));
        QueuedEvent created = QueuedEvent.Create(view, line, hasRecord: true, isStale: false);
        created.Partition = Partition(0);
        created.Context = new KafkaEventContext(new TopicPartitionOffset("topic", 0, 0));
        return created;
    }
}
