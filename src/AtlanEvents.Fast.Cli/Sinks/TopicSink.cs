using AtlanEvents.Fast.Cli.Terminal;
using AtlanEvents.Fast.Cli.Topics;
using AtlanEvents.Fast.Kafka;

namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>The topic, and how events are sent to it.</summary>
/// <param name="Address">The topic.</param>
/// <param name="ClientSettings">Further settings of the client.</param>
/// <param name="GiveUpAfter">How long to wait for the brokers before the run stops.</param>
internal sealed record TopicSinkSettings(TopicAddress Address, IReadOnlyDictionary<string, string> ClientSettings, TimeSpan GiveUpAfter);

/// <summary>Produces each event to a Kafka topic: the raw event as the value, the guid as the key.</summary>
/// <remarks>At least once, and in order for each asset. Headers of messages that came from Kafka are kept.</remarks>
internal sealed class TopicSink : IForwardingSink
{
    // The time that events in flight get to finish when the run is stopped.
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pollTime = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(30);

    private readonly TopicSinkSettings _settings;
    private readonly EventProducer _producer;
    private Task _room = Task.CompletedTask;

    private TopicSink(TopicSinkSettings settings, EventProducer producer)
    {
        _settings = settings;
        _producer = producer;
    }

    public long Accepted => _producer.Accepted;

    public long Acknowledged => _producer.Acknowledged;

    public long InFlight => _producer.InFlight;

    public bool HasRoom => _producer.HasRoom;

    public string Status
        => $"{Quantity.Count(Acknowledged)} acknowledged{(_producer.IsDisconnected ? ", waiting: a connection failed" : "")}";

    private string Action => $"cannot write to {_settings.Address.Name}";

    /// <summary>Connects to the brokers.</summary>
    /// <param name="settings">The topic.</param>
    /// <param name="stop">Stops waiting for the brokers.</param>
    /// <exception cref="ToolException">No broker answers, or there is no such topic.</exception>
    public static async Task<TopicSink> ConnectAsync(TopicSinkSettings settings, CancellationToken stop)
    {
        var options = new EventProducerOptions { BootstrapServers = settings.Address.Servers, Topic = settings.Address.Topic };
        foreach ((string name, string value) in settings.ClientSettings)
            options.ClientSettings.Add(name, value);

        TopicSink? sink = null;
        await KafkaErrors.TranslateAsync(
            $"cannot write to {settings.Address.Name}",
            async () =>
            {
                var producer = new EventProducer(options);
                try
                {
                    await producer.ConnectAsync(s_connectTimeout, stop).ConfigureAwait(false);
                    sink = new TopicSink(settings, producer);
                }
                catch
                {
                    await producer.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            }).ConfigureAwait(false);
        return sink!;
    }

    public void Accept(in EventView view, in EventPosition position)
    {
        try
        {
            ValueTask room = _producer.SendAsync(view, position.Headers);
            if (!room.IsCompletedSuccessfully)
                _room = room.AsTask();
        }
        catch (EventKafkaException exception)
        {
            throw KafkaErrors.ToToolException(Action, exception);
        }
    }

    public Task DeliverAsync(in EventView view, in EventPosition position)
    {
        byte[]? key = view.Guid.IsPresent ? view.Guid.Span.ToArray() : null;
        byte[] value = view.Line.ToArray();
        var headers = position.Headers;
        return KafkaErrors.TranslateAsync(Action, () => _producer.DeliverAsync(key, value, headers));
    }

    public ValueTask FlushAsync(CancellationToken stop)
    {
        try
        {
            _producer.ThrowIfFailed();
        }
        catch (EventKafkaException exception)
        {
            throw KafkaErrors.ToToolException(Action, exception);
        }

        return _room.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(WaitAsync(_room, stop));
    }

    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        using var grace = new CancellationTokenSource();
        await using (stop.Register(() => grace.CancelAfter(s_gracePeriod)).ConfigureAwait(false))
            await WaitAsync(_producer.FlushAsync(grace.Token), grace.Token).ConfigureAwait(false);
    }

    public string Summarise(long events)
        => $"{Quantity.Exact(Acknowledged)} of {Quantity.Exact(events)} events acknowledged by {Printable.Of(_settings.Address.Name)}.";

    public ValueTask DisposeAsync() => _producer.DisposeAsync();

    /// <summary>Waits as long as the brokers acknowledge anything.</summary>
    private Task WaitAsync(Task task, CancellationToken stop) => KafkaErrors.TranslateAsync(Action, async () =>
    {
        long acknowledged = Acknowledged;
        long since = Environment.TickCount64;
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(s_pollTime, stop)).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (acknowledged != Acknowledged)
                (acknowledged, since) = (Acknowledged, Environment.TickCount64);
            else if (Environment.TickCount64 - since > _settings.GiveUpAfter.TotalMilliseconds)
                throw GivenUp();
        }

        await task.ConfigureAwait(false);
    });

    private ToolException GivenUp()
    {
        string time = Quantity.Seconds(_settings.GiveUpAfter);
        return new ToolException(
            ExitCode.Stopped,
            $"stopped: {_settings.Address.Name} acknowledged nothing for {time}. Check its brokers. Then run the command again.");
    }
}
