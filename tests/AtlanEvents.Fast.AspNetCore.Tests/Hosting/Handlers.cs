using System.Collections.Concurrent;

namespace AtlanEvents.Fast.AspNetCore.Tests.Hosting;

/// <summary>Keeps what it gets. Accepts an event when the test says so, and refuses as many as the test says.</summary>
internal sealed class RecordHandler : IEventRecordHandler
{
    private readonly ConcurrentDictionary<string, int> _running = new();
    private int _allRunning;
    private int _failures;

    public ConcurrentQueue<(EventRecord Record, string Line)> Seen { get; } = new();

    /// <summary>Completes when events may be accepted.</summary>
    public TaskCompletionSource Gate { get; init; } = Open();

    /// <summary>The number of events that are being handled.</summary>
    public int Running => _allRunning;

    /// <summary>The largest number of events of one asset that were handled at once.</summary>
    public int MaxRunningOfAsset { get; private set; }

    /// <summary>The number of events of which the sender went away.</summary>
    public int Cancelled { get; private set; }

    public static TaskCompletionSource Closed() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Refuses the next events.</summary>
    public void Fail(int count) => _failures = count;

    public async ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
    {
        Assert.Equal(new EventDelivery(1, false), context.Delivery);
        string asset = record.Guid ?? "";
        int running = _running.AddOrUpdate(asset, 1, (_, count) => count + 1);
        lock (_running)
            MaxRunningOfAsset = Math.Max(MaxRunningOfAsset, running);

        Interlocked.Increment(ref _allRunning);
        try
        {
            await Gate.Task.WaitAsync(cancellationToken);
            if (Interlocked.Decrement(ref _failures) >= 0)
                throw new InvalidOperationException("secret detail");

            Seen.Enqueue((record, Encoding.UTF8.GetString(context.Line.Span)));
        }
        catch (OperationCanceledException)
        {
            Cancelled++;
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _allRunning);
            _running.AddOrUpdate(asset, 0, (_, count) => count - 1);
        }
    }

    private static TaskCompletionSource Open()
    {
        TaskCompletionSource gate = Closed();
        gate.SetResult();
        return gate;
    }
}

/// <summary>Keeps what it gets, and notices concurrent calls.</summary>
internal sealed class ViewHandler : IEventViewHandler
{
    private int _running;

    public List<string> Seen { get; } = [];

    public bool HasOverlapped { get; private set; }

    public bool Fails { get; set; }

    public void Handle(in EventView view, in EventDelivery delivery)
    {
        HasOverlapped |= Interlocked.Increment(ref _running) > 1;
        if (Fails)
            throw new InvalidOperationException("secret detail");

        Seen.Add(view.QualifiedName.ToString());
        Interlocked.Decrement(ref _running);
    }
}

/// <summary>Keeps the messages that it gets.</summary>
internal sealed class MessageHandler : IWebhookMessageHandler
{
    public ConcurrentQueue<(LineVerdict Verdict, string Body, string? Guid)> Seen { get; } = new();

    public ValueTask HandleAsync(in EventView view, WebhookMessage message, CancellationToken cancellationToken)
    {
        Seen.Enqueue((message.Verdict, Encoding.UTF8.GetString(message.Body.Span), view.Guid.ToStringOrNull()));
        return ValueTask.CompletedTask;
    }
}
