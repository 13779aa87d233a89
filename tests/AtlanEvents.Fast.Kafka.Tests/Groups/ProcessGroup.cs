using System.Globalization;

namespace AtlanEvents.Fast.Kafka.Tests.Groups;

/// <summary>A group of consumer processes, what was produced for it, and what it has handled.</summary>
internal sealed class ProcessGroup : IDisposable
{
    private const int Assets = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("kafka-group-").FullName;
    private readonly GroupProtocol _protocol;
    private readonly WorkerProcess[] _workers;
    private int _started;
    private int _versions;

    public ProcessGroup(TestTopic topic, GroupProtocol protocol, int size)
    {
        Topic = topic;
        _protocol = protocol;
        _workers = [.. Enumerable.Range(0, size).Select(_ => Start())];
    }

    public TestTopic Topic { get; }

    public int Produced => _versions * Assets;

    public int Size => _workers.Length;

    private string Logs => string.Concat(_workers.Select(worker => worker.Log));

    public WorkerProcess this[int index] => _workers[index];

    /// <summary>Produces one more version of each asset, keyed by guid.</summary>
    public async Task ProduceAsync(int versions)
    {
        await Topic.ProduceAsync(
            from version in Enumerable.Range(_versions, versions)
            from asset in Enumerable.Range(0, Assets)
            select ((string?)Lines.GuidOf(asset), Encoding.UTF8.GetBytes(Lines.Event(asset, version)), (int?)null));
        _versions += versions;
    }

    public void KillAndReplace(int index)
    {
        _workers[index].Dispose();
        _workers[index] = Start();
    }

    public async Task StopAndReplaceAsync(int index)
    {
        await _workers[index].StopAsync();
        _workers[index].Dispose();
        _workers[index] = Start();
    }

    /// <summary>Waits until everything that was produced is handled and committed.</summary>
    public async Task WaitUntilDoneAsync(int partitions)
    {
        long started = Stopwatch.GetTimestamp();
        while (Topic.Committed(partitions).Sum() < Produced)
        {
            foreach (WorkerProcess worker in _workers)
                Assert.False(worker.HasExited, worker.Log);

            Assert.True(
                Stopwatch.GetElapsedTime(started) < 2 * TestTopic.Deadline,
                $"{string.Join(' ', Topic.Committed(partitions))} of {Produced} events committed\n{Logs}");
            await Task.Delay(100);
        }
    }

    /// <summary>Everything that the processes have handled, in the order of time.</summary>
    public SeenEvent[] ReadSeen()
        =>
        [
            .. Directory.EnumerateFiles(_folder)
                .SelectMany(File.ReadLines)
                .Select(line => line.Split(' '))
                .Where(fields => fields.Length == 3)
                .OrderBy(fields => long.Parse(fields[0], CultureInfo.InvariantCulture))
                .Select(fields => new SeenEvent(fields[1], fields[2], Partition: 0, Offset: 0, Attempt: 1, IsStale: false)),
        ];

    public void Dispose()
    {
        foreach (WorkerProcess worker in _workers)
            worker.Dispose();

        Directory.Delete(_folder, recursive: true);
    }

    private WorkerProcess Start() => new(Topic, _protocol, Path.Combine(_folder, $"{_started++}"));
}
