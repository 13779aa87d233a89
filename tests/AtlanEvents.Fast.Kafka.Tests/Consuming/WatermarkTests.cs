using System.Collections.Concurrent;

namespace AtlanEvents.Fast.Kafka.Tests.Consuming;

/// <summary>The committed offset is the lowest that is not finished, whatever finishes around it.</summary>
public sealed class WatermarkTests
{
    [Fact]
    public async Task An_event_that_is_being_handled_holds_the_offset_although_later_ones_are_finished()
    {
        const int Events = 300;
        const int Held = 7;
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(Enumerable.Range(0, Events).Select(asset => Lines.Event(asset)));

        var release = new TaskCompletionSource();
        var handler = new TestHandler
        {
            OnEvent = async (seen, _) =>
            {
                if (seen.Offset == Held)
                    await release.Task;
            },
        };
        EventConsumerOptions options = topic.Options();
        options.Concurrency = 1_024;
        await using var consumer = new RunningConsumer(options, handler);
        await consumer.WaitForAsync(() => handler.Seen.Count >= Events - 20, "the other lanes finished");
        await consumer.WaitForAsync(() => topic.Committed(partitions: 1).Single() >= Held, "the offsets before it committed");
        Assert.Equal(Held, topic.Committed(partitions: 1).Single());

        release.SetResult();
        await consumer.WaitForAsync(() => topic.Committed(partitions: 1).Single() == Events, "everything committed");
    }

    [Fact]
    public async Task Partitions_are_paused_while_too_much_is_in_flight_and_resumed_without_loss()
    {
        const int Events = 2_000;
        TestTopic topic = await TestTopic.CreateAsync();
        await topic.ProduceAsync(Enumerable.Range(0, Events).Select(asset => Lines.Event(asset)));

        var release = new TaskCompletionSource();
        var handler = new TestHandler { OnEvent = async (_, _) => await release.Task };
        EventConsumerOptions options = topic.Options();
        options.MaxInFlight = 100;
        await using var consumer = new RunningConsumer(options, handler);
        await consumer.WaitForAsync(() => consumer.Consumer.Status.InFlight >= 100, "the window full");
        for (int i = 0; i < 20; i++)
        {
            // A member that does not poll would be removed from the group, and the paused ones would then be read again.
            Assert.InRange(consumer.Consumer.Status.InFlight, 100, 110);
            await Task.Delay(10);
        }

        release.SetResult();
        await consumer.WaitForAsync(() => handler.Seen.Count >= Events, "all events handled");
        await consumer.StopAsync();
        Assert.Equal(Events, handler.Seen.Count);
        Assert.Equal(Events, topic.Committed(partitions: 4).Sum());
    }

    [Fact]
    public async Task A_partition_is_not_read_far_beyond_its_first_unfinished_event()
    {
        const int Events = 5_000;
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(Enumerable.Range(0, Events).Select(asset => Lines.Event(asset)));

        var release = new TaskCompletionSource();
        var handler = new TestHandler
        {
            OnEvent = async (seen, _) =>
            {
                if (seen.Offset == 0)
                    await release.Task;
            },
        };
        EventConsumerOptions options = topic.Options();
        options.MaxInFlight = Events;
        options.MaxUncommitted = 50;
        await using var consumer = new RunningConsumer(options, handler);
        await consumer.WaitForAsync(() => consumer.HasLogged("Paused 1 partitions"), "the partition paused");
        Assert.True(consumer.Consumer.Status.InFlight + handler.Seen.Count < Events);

        release.SetResult();
        await consumer.WaitForAsync(() => handler.Seen.Count >= Events, "all events handled");
        Assert.Equal(Events, handler.Seen.Count);
    }

    [Theory]
    [InlineData(GroupProtocol.Classic)]
    [InlineData(GroupProtocol.Consumer)]
    public async Task A_stop_finishes_what_is_in_flight_and_commits_it(GroupProtocol protocol)
    {
        const int Events = 100;
        TestTopic topic = await TestTopic.CreateAsync();
        await topic.ProduceAsync(Enumerable.Range(0, Events).Select(asset => Lines.Event(asset)));
        var started = new ConcurrentQueue<SeenEvent>();
        var release = new TaskCompletionSource();
        var handler = new TestHandler
        {
            OnEvent = async (seen, _) =>
            {
                started.Enqueue(seen);
                await release.Task;
            },
        };
        await using var consumer = new RunningConsumer(topic.Options(protocol), handler);
        await consumer.WaitForAsync(() => consumer.Consumer.Status.InFlight == Events, "all events in flight");
        Task stop = consumer.StopAsync();
        Assert.False(stop.IsCompleted);
        release.SetResult();
        await stop;

        Assert.Equal(Events, handler.Seen.Count);
        Assert.Equal(Events, topic.Committed(partitions: 4).Sum());
    }

    [Fact]
    public async Task A_stop_abandons_what_does_not_finish_in_time_and_it_is_repeated()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(Lines.AssetsInDifferentLanes(2).Select(asset => Lines.Event(asset)));
        EventConsumerOptions options = topic.Options(GroupProtocol.Consumer);
        options.StopTimeout = TimeSpan.FromMilliseconds(100);
        var handler = new TestHandler
        {
            OnEvent = async (seen, stop) =>
            {
                if (seen.Offset == 0)
                    await Task.Delay(Timeout.Infinite, stop);
            },
        };
        await using (var consumer = new RunningConsumer(options, handler))
        {
            await consumer.WaitForAsync(() => handler.Seen.Count == 1, "the second event handled");
            await consumer.StopAsync();
        }

        Assert.Equal(0, topic.Committed(partitions: 1).Single());
        handler = new TestHandler();
        await using var next = new RunningConsumer(topic.Options(GroupProtocol.Consumer), handler);
        await next.WaitForAsync(() => handler.Seen.Count == 2, "both events repeated");
    }
}
