using AtlanEvents.Fast.Kafka.Lanes;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>The events of split messages that are queued or being handled.</summary>
/// <remarks>
/// The decoder takes parts that arrive again for repeats of an event that it has read. They are none if the event was not handled: if one of
/// its partitions was taken away before, or if it became a dead letter, whose messages may be sent again. Belongs to the thread that polls.
/// </remarks>
internal sealed class SplitEvents
{
    private readonly Dictionary<long, QueuedEvent> _events = [];

    /// <param name="number">The number of the message that completed the event.</param>
    /// <param name="item">The event.</param>
    public void Add(long number, QueuedEvent item) => _events.Add(number, item);

    /// <summary>Takes out the events that will not be handled any more, and those that are.</summary>
    /// <returns>The numbers of those that were not handled.</returns>
    public HashSet<long> TakeUnhandled()
    {
        var unhandled = new HashSet<long>();
        foreach ((long number, QueuedEvent item) in _events)
        {
            if (!item.IsReleased && !item.IsRevoked)
                continue;

            _events.Remove(number);
            if (!item.IsHandled)
                unhandled.Add(number);
        }

        return unhandled;
    }
}
