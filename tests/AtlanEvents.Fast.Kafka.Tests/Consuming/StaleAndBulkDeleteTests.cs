namespace AtlanEvents.Fast.Kafka.Tests.Consuming;

/// <summary>What the consumer watches while events pass.</summary>
public sealed class StaleAndBulkDeleteTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_that_is_older_than_one_before_is_marked_as_stale(bool isView)
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(
        [
            Lines.Event(asset: 1, version: 2, time: 2),
            Lines.Event(asset: 1, version: 1, time: 1),
            Lines.Event(asset: 2, time: 1),
        ]);
        EventConsumerOptions options = topic.Options();
        options.StaleEventMemory = 100;
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(options, handler, isView);
        await consumer.WaitForAsync(() => handler.Seen.Count == 3, "all events handled");

        Assert.Equal(Lines.NameOf(1, version: 1), Assert.Single(handler.Seen, seen => seen.IsStale).QualifiedName);
    }

    [Fact]
    public async Task A_bulk_delete_is_reported_while_it_happens()
    {
        TestTopic topic = await TestTopic.CreateAsync();
        await topic.ProduceAsync(Enumerable.Range(0, 50).Select(asset => Lines.Event(asset, operation: "ENTITY_DELETE", handler: "PURGE")));
        var observer = new Observer();
        EventConsumerOptions options = topic.Options();
        options.BulkDeleteObserver = observer;
        options.BulkDeleteThreshold = 10;
        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(options, handler);
        await consumer.WaitForAsync(() => handler.Seen.Count == 50, "all events handled");
        await consumer.StopAsync();

        Assert.Equal((BulkDeletePhase.Begun, 10L), (observer.Reports[0].Phase, observer.Reports[0].Deletes));
        Assert.Equal("default/bigquery/1665130698", observer.Reports[0].Connection);
        BulkDelete last = Assert.Single(observer.Reports, report => report.Phase == BulkDeletePhase.Finished);
        Assert.Equal((50, 50), (last.Deletes, last.Purges));
    }

    [Fact]
    public async Task An_observer_that_throws_stops_the_consumer_and_nothing_is_committed_beyond()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync([Lines.Event(asset: 0, operation: "ENTITY_DELETE"), Lines.Event(asset: 1)]);
        EventConsumerOptions options = topic.Options();
        options.BulkDeleteObserver = new Observer { Failure = new TimeoutException() };
        options.BulkDeleteThreshold = 1;
        await using var consumer = new RunningConsumer(options, new TestHandler());

        await Assert.ThrowsAsync<TimeoutException>(() => consumer.Run);
        Assert.Equal(0, topic.Committed(partitions: 1).Single());
    }

    private sealed class Observer : IBulkDeleteObserver
    {
        private readonly Lock _lock = new();
        private readonly List<BulkDelete> _reports = [];

        public Exception? Failure { get; init; }

        public IReadOnlyList<BulkDelete> Reports
        {
            get
            {
                lock (_lock)
                    return [.. _reports];
            }
        }

        public void OnChanged(BulkDelete bulkDelete)
        {
            if (Failure is not null)
                throw Failure;

            lock (_lock)
                _reports.Add(bulkDelete);
        }
    }
}
