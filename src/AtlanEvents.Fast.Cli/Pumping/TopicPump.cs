using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Kafka;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Reads a topic and passes its events to a consumer.</summary>
/// <param name="topic">The topic.</param>
/// <param name="consumer">Receives the events.</param>
/// <param name="cursor">Where the run is.</param>
/// <param name="report">Receives a sentence whenever a connection fails, if the topic is followed.</param>
internal sealed class TopicPump(TopicInput topic, IEventConsumer consumer, RunCursor cursor, Action<string>? report)
{
    // Messages between two flushes, and how long to wait for the first of them.
    private const int MaxBatch = 1_000;
    private const long MaxBatchBytes = 1024 * 1024;
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(100);

    // All parts of a message are written at once. Without the others, a part would hold up the offsets of its partition for ever.
    private static readonly TimeSpan s_maxPartAge = TimeSpan.FromMinutes(15);

    private string? _partition;
    private bool _isDisconnected;

    /// <summary>Whether there was nothing more to read the last time.</summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>Reads to the end of the topic, if it has one.</summary>
    /// <exception cref="ToolException">The topic cannot be read, or its events cannot be processed.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        TopicReadStatus status;
        do
        {
            status = ReadBatch();
            if (topic.HasGroup && status is TopicReadStatus.Waiting or TopicReadStatus.EndOfTopic)
                topic.Reader.RejectIncompleteMessages(s_maxPartAge);

            await cursor.FlushAsync(stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            IsCaughtUp = status == TopicReadStatus.Waiting;
            ReportConnection();
        }
        while (status != TopicReadStatus.EndOfTopic);

        // The next run for the group starts at the first part that is left, and may find the others.
        if (!topic.HasGroup)
            topic.Reader.RejectIncompleteMessages();
    }

    private void ReportConnection()
    {
        bool isDisconnected = topic.Reader.IsDisconnected;
        if (isDisconnected && !_isDisconnected)
            report?.Invoke($"a connection to {topic.Name} failed; waiting");

        _isDisconnected = isDisconnected;
    }

    private TopicReadStatus ReadBatch()
    {
        TopicReadStatus status = topic.Read(s_wait, out EventView view);
        long bytes = 0;
        for (int count = 1; ; count++)
        {
            if (status == TopicReadStatus.Event)
            {
                bytes += view.Line.Length;
                Consume(view, topic.Position);
            }

            bool isFull = count == MaxBatch || bytes >= MaxBatchBytes;
            if (isFull || consumer.IsDone || status is TopicReadStatus.Waiting or TopicReadStatus.EndOfTopic)
                return status;

            status = topic.Read(TimeSpan.Zero, out view);
        }
    }

    private void Consume(in EventView view, EventPosition position)
    {
        if (position.Input != _partition)
            consumer.StartInput(_partition = position.Input);

        consumer.Consume(view, position);
    }
}
