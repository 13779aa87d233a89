using System.Diagnostics;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Kafka;
using Confluent.Kafka;

namespace AtlanEvents.Fast.Benchmarks.Kafka;

/// <summary>Produces the same messages, idempotently, each time to a new topic. Measures until all are acknowledged.</summary>
internal sealed class Production(BenchmarkTopics topics, byte[][] lines, byte[][] keys, int messages, int partitions)
{
    private int _topics;

    /// <summary>Confluent.Kafka alone, with the settings of the library.</summary>
    public KafkaFigure Bare() => Measure(Produce);

    /// <summary>The library's producer, with keys and values as arrays.</summary>
    public KafkaFigure Values() => Measure(topic => ProduceAsync(topic, Send).GetAwaiter().GetResult());

    /// <summary>The library's producer, with views, which it copies. Each line is parsed to find its key.</summary>
    public KafkaFigure Views() => Measure(topic => ProduceAsync(topic, SendView).GetAwaiter().GetResult());

    /// <summary>Produces all messages with Confluent.Kafka.</summary>
    public void Produce(string topic)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = topics.BootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
            QueueBufferingMaxMessages = 1_000_000,
        };
        config.Set("partitioner", "murmur2_random");
        int acknowledged = 0;
        using (IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(config).Build())
        {
            for (int i = 0; i < messages; i++)
                Send(producer, new Message<byte[], byte[]> { Key = keys[i % keys.Length], Value = lines[i % lines.Length] });

            producer.Flush();
        }

        if (acknowledged != messages)
            throw new WrongResultException($"{acknowledged} of {messages} messages are acknowledged.");

        void Send(IProducer<byte[], byte[]> producer, Message<byte[], byte[]> message)
        {
            while (true)
            {
                try
                {
                    producer.Produce(topic, message, report => Interlocked.Add(ref acknowledged, report.Error.IsError ? 0 : 1));
                    return;
                }
                catch (ProduceException<byte[], byte[]> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
                {
                    producer.Poll(TimeSpan.FromMilliseconds(1));
                }
            }
        }
    }

    private ValueTask Send(EventProducer producer, int index) => producer.SendAsync(keys[index], lines[index]);

    private ValueTask SendView(EventProducer producer, int index)
        => EventParser.TryParse(lines[index], out EventView view) ? producer.SendAsync(view) : throw new WrongResultException("No event.");

    private async Task ProduceAsync(string topic, Func<EventProducer, int, ValueTask> send)
    {
        await using var producer = new EventProducer(new EventProducerOptions { BootstrapServers = topics.BootstrapServers, Topic = topic });
        for (int i = 0; i < messages; i++)
            await send(producer, i % lines.Length).ConfigureAwait(false);

        await producer.FlushAsync().ConfigureAwait(false);
        if (producer.Acknowledged != messages)
            throw new WrongResultException($"{producer.Acknowledged} of {messages} messages are acknowledged.");
    }

    private KafkaFigure Measure(Action<string> produce)
    {
        string topic = $"produced-{++_topics}";
        topics.Create(topic, partitions);
        long allocated = GC.GetTotalAllocatedBytes();
        long started = Stopwatch.GetTimestamp();
        produce(topic);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new KafkaFigure(messages / seconds, (double)(GC.GetTotalAllocatedBytes() - allocated) / messages);
    }
}
