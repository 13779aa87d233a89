using AtlanEvents.Fast.Kafka.Watching;
using Microsoft.Extensions.Time.Testing;

namespace AtlanEvents.Fast.Kafka.Tests.Watching;

public sealed class PurgeLimitTests
{
    [Fact]
    public void TryAdd_AboveTheLimitWithinAMinute_IsFalse()
    {
        var time = new FakeTimeProvider();
        var limit = new PurgeLimit(maxPerMinute: 2, time);
        Assert.True(limit.TryAdd());
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(limit.TryAdd());
        Assert.False(limit.TryAdd());

        // The first one is a minute old, the second one is not.
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(limit.TryAdd());
        Assert.False(limit.TryAdd());
    }

    [Fact]
    public void TryAdd_LimitZero_AllowsNone() => Assert.False(new PurgeLimit(maxPerMinute: 0, new FakeTimeProvider()).TryAdd());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_consumer_stops_before_the_handler_gets_the_purge_and_its_offset_is_not_committed(bool isView)
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(
            Enumerable.Range(0, 6).Select(asset =>
                Lines.Event(asset, operation: "ENTITY_DELETE", handler: asset % 2 == 0 ? "HARD" : "SOFT")));

        EventConsumerOptions options = topic.Options();
        options.MaxPurgesPerMinute = 2;
        var handler = new TestHandler();
        await using (var consumer = new RunningConsumer(options, handler, isView))
        {
            var exception = await Assert.ThrowsAsync<PurgeLimitException>(() => consumer.Run);
            Assert.Contains("MaxPurgesPerMinute", exception.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(handler.Seen, seen => seen.Guid == Lines.GuidOf(4) || seen.Guid == Lines.GuidOf(5));
        Assert.InRange(topic.Committed(partitions: 1).Single(), 0, 4);
    }
}
