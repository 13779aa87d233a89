using System.Threading.Channels;
using AtlanEvents.Fast.Kafka.Offsets;

namespace AtlanEvents.Fast.Kafka.Lanes;

/// <summary>Queues that are worked on concurrently. Events of one asset share a queue, so they are handled in order.</summary>
/// <remarks>One thread adds events. <see cref="FlowWindow"/> bounds all queues together.</remarks>
internal sealed class LaneSet
{
    private readonly Channel<QueuedEvent>[] _lanes;
    private readonly EventProcessor _processor;
    private readonly FlowWindow _window;
    private readonly Action<Exception> _fail;
    private volatile bool _isDropping;
    private int _queued;

    /// <param name="count">The number of lanes.</param>
    /// <param name="processor">Handles the events.</param>
    /// <param name="window">Receives the room that events take.</param>
    /// <param name="fail">Called when an event can neither be handled nor be written to the dead-letter topic.</param>
    public LaneSet(int count, EventProcessor processor, FlowWindow window, Action<Exception> fail)
    {
        _processor = processor;
        _window = window;
        _fail = fail;
        _lanes = new Channel<QueuedEvent>[count];
        var running = new Task[count];
        for (int i = 0; i < count; i++)
        {
            ChannelReader<QueuedEvent> reader = (_lanes[i] = Channel.CreateUnbounded<QueuedEvent>(
                new UnboundedChannelOptions { SingleReader = true, SingleWriter = true })).Reader;
            running[i] = Task.Run(() => RunAsync(reader));
        }

        Completion = Task.WhenAll(running);
    }

    /// <summary>Completes when all queues have ended.</summary>
    public Task Completion { get; }

    /// <summary>Whether no event is queued or being handled, and none was dropped.</summary>
    public bool IsEmpty => Volatile.Read(ref _queued) == 0 && !_isDropping;

    /// <summary>The lane of a guid, by its hash.</summary>
    public static int LaneOf(int hash, int lanes) => (int)((uint)hash % (uint)lanes);

    public void Add(QueuedEvent item)
    {
        Interlocked.Increment(ref _queued);
        _window.Add(item.Bytes);
        item.AddQueued();
        _lanes[LaneOf(item.Hash, _lanes.Length)].Writer.TryWrite(item);
    }

    /// <summary>Drops the events that are queued. Their offsets are not finished.</summary>
    public void Drop() => _isDropping = true;

    /// <summary>Ends the queues.</summary>
    public void Complete()
    {
        foreach (Channel<QueuedEvent> lane in _lanes)
            lane.Writer.TryComplete();
    }

    private async Task RunAsync(ChannelReader<QueuedEvent> reader)
    {
        await foreach (QueuedEvent item in reader.ReadAllAsync().ConfigureAwait(false))
        {
            int bytes = item.Bytes;
            try
            {
                if (!_isDropping && item.TryEnter(out AssignedPartition[] entered))
                    await ProcessAsync(item, entered).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Later events of the same asset must not be handled before this one.
                Drop();
                _fail(exception);
            }
            finally
            {
                item.RemoveQueued();
                item.Release();
                Interlocked.Decrement(ref _queued);
                _window.Remove(bytes);
            }
        }
    }

    private async Task ProcessAsync(QueuedEvent item, AssignedPartition[] entered)
    {
        try
        {
            using AllAbandoned? all = entered.Length > 1 ? new AllAbandoned(entered) : null;
            await _processor.ProcessAsync(item, all?.Token ?? entered[0].Abandoned).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (entered.All(partition => partition.IsRevoked) || _isDropping)
        {
            // The dead letter was abandoned with the partition.
        }
        finally
        {
            QueuedEvent.Exit(entered);
        }
    }
}
