using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Testing;

namespace AtlanEvents.Fast.Kafka.Tests.Cluster;

/// <summary>An event as a test's handler saw it.</summary>
public sealed record SeenEvent(string? Guid, string? QualifiedName, int Partition, long Offset, int Attempt, bool IsStale);

/// <summary>A handler that records what it sees, and does what the test says.</summary>
public sealed class TestHandler : IEventRecordHandler, IEventViewHandler
{
    public ConcurrentQueue<SeenEvent> Seen { get; } = new();

    /// <summary>Called before an event is recorded; an exception means that it was not handled.</summary>
    public Func<SeenEvent, CancellationToken, ValueTask> OnEvent { get; set; } = (_, _) => ValueTask.CompletedTask;

    public async ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
    {
        var kafka = Assert.IsType<KafkaEventContext>(context);
        Assert.True(EventParser.TryParse(context.Line.Span, out EventView again));
        Assert.Equal(record.Guid, again.Guid.ToStringOrNull());
        EventDelivery delivery = context.Delivery;
        var seen = new SeenEvent(record.Guid, record.QualifiedName, kafka.Partition, kafka.Offset, delivery.Attempt, delivery.IsStale);
        await OnEvent(seen, cancellationToken);
        Seen.Enqueue(seen);
    }

    public void Handle(in EventView view, in EventDelivery delivery)
    {
        var seen = new SeenEvent(
            view.Guid.ToStringOrNull(),
            view.QualifiedName.ToStringOrNull(),
            Partition: -1,
            Offset: -1,
            delivery.Attempt,
            delivery.IsStale);
        OnEvent(seen, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Seen.Enqueue(seen);
    }
}

/// <summary>A consumer that runs until the test stops it.</summary>
public sealed class RunningConsumer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public RunningConsumer(EventConsumerOptions options, TestHandler handler, bool isView = false, TimeProvider? time = null)
    {
        Consumer = isView
            ? new EventConsumer(options, (IEventViewHandler)handler, Log, time)
            : new EventConsumer(options, (IEventRecordHandler)handler, Log, time);
        _run = Consumer.RunAsync(_stop.Token);
    }

    public EventConsumer Consumer { get; }

    public FakeLogger Log { get; } = new();

    /// <summary>The end of the run; fails if the consumer does.</summary>
    public Task Run => _run.WaitAsync(TestTopic.Deadline);

    private string Messages => string.Join('\n', Log.Collector.GetSnapshot().Select(record => record.Message));

    /// <summary>Whether the consumer has logged a text.</summary>
    public bool HasLogged(string text) => Messages.Contains(text, StringComparison.Ordinal);

    /// <summary>The number of messages with a text that the consumer has logged.</summary>
    public int CountLogged(string text)
        => Log.Collector.GetSnapshot().Count(record => record.Message.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for a condition, and fails if the consumer does or it takes too long.</summary>
    public async Task WaitForAsync(Func<bool> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (_run.IsCompleted)
                await _run;

            Assert.False(_run.IsCompleted, $"The consumer stopped before: {what}");
            Assert.True(Stopwatch.GetElapsedTime(started) < TestTopic.Deadline, $"Not in time: {what}. {Consumer.Status}\n{Messages}");
            await Task.Delay(5);
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Run;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Consumer.Dispose();
        _stop.Dispose();
    }
}
