using AtlanEvents.Fast.Kafka.Lanes;

namespace AtlanEvents.Fast.Kafka.Tests.Lanes;

public sealed class FlowWindowTests
{
    [Fact]
    public void IsFull_AtTheNumberOfMessages_UntilHalfOfIt()
    {
        var window = new FlowWindow(maxMessages: 4, maxBytes: 1_000);
        for (int i = 0; i < 3; i++)
            window.Add(1);

        Assert.False(window.IsFull);
        window.Add(1);
        Assert.True(window.IsFull);
        window.Remove(1);
        Assert.True(window.IsFull);
        window.Remove(1);
        Assert.False(window.IsFull);
    }

    [Fact]
    public void IsFull_AtTheNumberOfBytes_UntilHalfOfIt()
    {
        var window = new FlowWindow(maxMessages: 100, maxBytes: 10);
        window.Add(4);
        window.Add(7);
        Assert.True(window.IsFull);
        window.Remove(4);
        Assert.True(window.IsFull);
        window.Remove(7);
        Assert.False(window.IsFull);
    }

    [Fact]
    public void WaitForRoom_NoRoom_EndsAtTheTimeout()
    {
        var window = new FlowWindow(maxMessages: 1, maxBytes: 10);
        window.Add(1);
        Assert.False(window.WaitForRoom(TimeSpan.FromMilliseconds(5)));
        Assert.False(window.WaitUntilEmpty(TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public async Task WaitUntilEmpty_EndsWithTheLastMessage()
    {
        var window = new FlowWindow(maxMessages: 2, maxBytes: 10);
        window.Add(1);
        window.Add(1);
        Task<bool> wait = Task.Run(() => window.WaitUntilEmpty(TestTopic.Deadline));
        window.Remove(1);
        window.Remove(1);
        Assert.True(await wait);
    }
}
