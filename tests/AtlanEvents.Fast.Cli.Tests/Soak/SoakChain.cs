using AtlanEvents.Fast.Cli.Tests.Receiving;
using AtlanEvents.Fast.Cli.Tests.Topics;
using AtlanEvents.Fast.Kafka.Tests.Groups;

namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>Two receivers, a topic, and two consumers with files: one of each that faults replace, and one that runs all the time.</summary>
internal sealed class SoakChain : IAsyncDisposable
{
    private const int Victim = 0;
    private const int Lasting = 1;

    // The mock cluster keeps 5 MB of each: 120 MB, over 150,000 events.
    private const int Partitions = 24;

    private readonly TemporaryFolder _folder;
    private readonly SoakEvents _events;
    private readonly TestTopic _topic;
    private readonly RunningReceiver[] _receivers = new RunningReceiver[2];
    private readonly HandledFile[] _files = new HandledFile[2];
    private int _started;

    private SoakChain(TemporaryFolder folder, SoakEvents events, MockCluster cluster, TestTopic topic)
        => (_folder, _events, Cluster, _topic) = (folder, events, cluster, topic);

    public MockCluster Cluster { get; }

    public static async Task<SoakChain> StartAsync(TemporaryFolder folder, SoakEvents events)
    {
        var cluster = new MockCluster();
        cluster.SetSessionTimeout(TimeSpan.FromSeconds(3));

        // The mock cluster sometimes stops answering on a connection; this is how soon the client opens another one.
        folder.Write("kafka", $"socket.timeout.ms=5000\n{MockCluster.MaxInFlight}=1\n");
        var chain = new SoakChain(folder, events, cluster, await TestTopic.CreateAsync(Partitions, cluster));
        for (int i = 0; i < 2; i++)
        {
            chain._files[i] = chain.StartConsumer();
            chain._receivers[i] = await chain.StartReceiverAsync();
        }

        return chain;
    }

    /// <summary>The receiver of a client.</summary>
    public RunningReceiver ReceiverOf(int client) => Volatile.Read(ref _receivers[client % 2]);

    /// <summary>Stops a receiver while it receives, and starts another one.</summary>
    public async Task ReplaceReceiverAsync()
    {
        await using RunningReceiver old = _receivers[Victim];
        Assert.Equal(143, await old.StopAsync());
        Volatile.Write(ref _receivers[Victim], await StartReceiverAsync());
    }

    /// <summary>Kills a consumer, and starts another one.</summary>
    public void ReplaceConsumer()
    {
        Assert.False(_files[Victim].Consumer.HasExited, _files[Victim].Consumer.Log);
        _files[Victim].Dispose();
        _files[Victim] = StartConsumer();
    }

    /// <summary>Marks the events that were handled.</summary>
    public void Read()
    {
        foreach (HandledFile file in _files)
            file.Read();
    }

    /// <summary>Measures the processes that run all the time.</summary>
    public SoakSample Sample(TimeSpan time, double requestsPerSecond, int faults)
    {
        (RunningReceiver receiver, WorkerProcess consumer) = (_receivers[Lasting], _files[Lasting].Consumer);
        Assert.False(receiver.Process.HasExited, receiver.Messages);
        Assert.False(consumer.HasExited, consumer.Log);
        return new SoakSample(
            time,
            requestsPerSecond,
            _events.Acknowledged,
            _events.Handled,
            _events.Lag,
            ProcessUse.Of(receiver.Process.Id),
            ProcessUse.Of(consumer.Id),
            faults);
    }

    /// <summary>Stops all processes as their users would.</summary>
    public async Task StopAsync()
    {
        foreach (RunningReceiver receiver in _receivers)
            Assert.Equal(143, await receiver.StopAsync());

        foreach (HandledFile file in _files)
        {
            await file.Consumer.StopAsync();
            file.Read();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RunningReceiver? receiver in _receivers)
        {
            if (receiver is not null)
                await receiver.DisposeAsync();
        }

        foreach (HandledFile? file in _files)
            file?.Dispose();

        Cluster.Dispose();
    }

    private HandledFile StartConsumer() => new(_topic, _folder.PathOf($"handled-{_started++}"), _events);

    private Task<RunningReceiver> StartReceiverAsync()
        => RunningReceiver.StartAsync(TopicTests.AddressOf(_topic), "--kafka-config", _folder.PathOf("kafka"), "--max-wait", "2");
}
