namespace AtlanEvents.Fast.Kafka.Tests.Consuming;

/// <summary>Events reach the handler, and offsets follow.</summary>
public sealed class DeliveryTests
{
    [Theory]
    [InlineData(GroupProtocol.Classic, false)]
    [InlineData(GroupProtocol.Classic, true)]
    [InlineData(GroupProtocol.Consumer, false)]
    [InlineData(GroupProtocol.Consumer, true)]
    public async Task Every_event_is_handled_in_order_for_each_asset_and_committed(GroupProtocol protocol, bool isView)
    {
        const int Assets = 50;
        const int Versions = 20;
        TestTopic topic = await TestTopic.CreateAsync();
        await topic.ProduceAsync(
            from version in Enumerable.Range(0, Versions)
            from asset in Enumerable.Range(0, Assets)
            select (Lines.GuidOf(asset), Encoding.UTF8.GetBytes(Lines.Event(asset, version)), (int?)null));

        var handler = new TestHandler();
        await using (var consumer = new RunningConsumer(topic.Options(protocol), handler, isView))
        {
            await consumer.WaitForAsync(() => handler.Seen.Count >= Assets * Versions, "all events handled");
            await consumer.StopAsync();
        }

        Assert.Equal(Assets * Versions, handler.Seen.Count);
        foreach (IGrouping<string?, SeenEvent> asset in handler.Seen.GroupBy(seen => seen.Guid))
        {
            int number = int.Parse(asset.Key![^6..], System.Globalization.NumberStyles.HexNumber);
            Assert.Equal(
                Enumerable.Range(0, Versions).Select(version => Lines.NameOf(number, version)),
                asset.Select(seen => seen.QualifiedName));
        }

        Assert.Equal(Assets * Versions, topic.Committed(partitions: 4).Sum());
    }
}
