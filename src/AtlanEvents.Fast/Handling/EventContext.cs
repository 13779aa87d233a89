namespace AtlanEvents.Fast.Handling;

/// <summary>
/// The delivery of an event to an <see cref="IEventRecordHandler"/>. Each transport derives a class that adds where the event is from.
/// </summary>
/// <remarks>Valid until the handler's task completes; then its memory is reused.</remarks>
public abstract class EventContext
{
    /// <summary>Whether this is the first attempt or a later one, and whether the event is stale.</summary>
    public abstract EventDelivery Delivery { get; }

    /// <summary>
    /// The JSON of the event, as one line without a newline. Parse it with <see cref="EventParser"/>, or read other members from it.
    /// </summary>
    public abstract ReadOnlyMemory<byte> Line { get; }
}
