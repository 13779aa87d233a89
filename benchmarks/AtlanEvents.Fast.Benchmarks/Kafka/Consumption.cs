using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Handling;
using AtlanEvents.Fast.Kafka;
using Confluent.Kafka;

namespace AtlanEvents.Fast.Benchmarks.Kafka;

/// <summary>The speed and the managed allocations of one pass over a topic.</summary>
internal readonly record struct KafkaFigure(double MessagesPerSecond, double BytesPerMessage);

/// <summary>Consumes a topic from its beginning, each time in a new group. Measures from the first message to the last.</summary>
internal sealed class Consumption(string bootstrapServers, string topic, int messages)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private int _groups;

    /// <summary>A loop over Confluent.Kafka with values of type <c>byte[]</c>.</summary>
    /// <param name="process">Processes a value. Returns whether it is an event.</param>
    public KafkaFigure Values(Func<byte[], bool> process)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = NextGroup(),
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoOffsetStore = false,
        };

        // As the library sets it: with the default, consuming is several times slower at times.
        config.Set("fetch.queue.backoff.ms", "2");
        using IConsumer<Ignore, byte[]> consumer = new ConsumerBuilder<Ignore, byte[]>(config).Build();
        consumer.Subscribe(topic);
        var count = new MessageCount(messages);
        while (!count.IsDone)
        {
            ConsumeResult<Ignore, byte[]>? result = consumer.Consume(s_timeout) ?? throw new WrongResultException("No message arrives.");
            if (!process(result.Message.Value))
                throw new WrongResultException("A message is not an event.");

            count.Add();
            consumer.StoreOffset(result);
        }

        consumer.Close();
        return count.Figure;
    }

    /// <summary>The library's consumers, with a handler of views.</summary>
    public KafkaFigure Views(int consumers)
    {
        var count = new MessageCount(messages);
        string group = NextGroup();
        Run([.. Enumerable.Range(0, consumers).Select(_ => new EventConsumer(Options(group), new ViewHandler(count)))], count);
        return count.Figure;
    }

    /// <summary>The library's consumer, with a handler of records.</summary>
    public KafkaFigure Records()
    {
        var count = new MessageCount(messages);
        Run([new EventConsumer(Options(NextGroup()), new RecordHandler(count))], count);
        return count.Figure;
    }

    private static void Run(EventConsumer[] consumers, MessageCount count)
    {
        using var stop = new CancellationTokenSource();
        Task[] runs = [.. consumers.Select(consumer => consumer.RunAsync(stop.Token))];
        int ended = Task.WaitAny([count.Done, .. runs], s_timeout);
        stop.Cancel();
        Task.WaitAll(runs);
        foreach (EventConsumer consumer in consumers)
            consumer.Dispose();

        if (ended != 0)
            throw new WrongResultException("Not all messages arrive.");
    }

    private EventConsumerOptions Options(string group) => new()
    {
        BootstrapServers = bootstrapServers,
        GroupId = group,
        Topics = { topic },
    };

    private string NextGroup() => $"group-{topic}-{++_groups}";

    private sealed class ViewHandler(MessageCount count) : IEventViewHandler
    {
        public void Handle(in EventView view, in EventDelivery delivery) => count.Add();
    }

    private sealed class RecordHandler(MessageCount count) : IEventRecordHandler
    {
        public ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
        {
            count.Add();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Counts messages, and measures from the first to the last. Thread-safe.</summary>
    private sealed class MessageCount(int expected)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;
        private long _started;
        private long _allocatedBefore;

        public KafkaFigure Figure { get; private set; }

        public Task Done => _done.Task;

        public bool IsDone => _done.Task.IsCompleted;

        public void Add()
        {
            int count = Interlocked.Increment(ref _count);
            if (count == 1)
            {
                _allocatedBefore = GC.GetTotalAllocatedBytes();
                Volatile.Write(ref _started, Stopwatch.GetTimestamp());
            }

            if (count != expected)
                return;

            double seconds = Stopwatch.GetElapsedTime(Volatile.Read(ref _started)).TotalSeconds;
            Figure = new KafkaFigure(expected / seconds, (double)(GC.GetTotalAllocatedBytes() - _allocatedBefore) / expected);
            _done.SetResult();
        }
    }
}
