namespace AtlanEvents.Fast.Handling;

/// <summary>Handles events one at a time as borrowed views, synchronously and without copies.</summary>
/// <remarks>
/// Events are delivered at least once, in the order in which they arrive, and never concurrently. A handler must tolerate repeated
/// events, and return quickly, because the next event is not read meanwhile.
/// </remarks>
public interface IEventViewHandler
{
    /// <summary>Handles an event. An exception means that it was not handled.</summary>
    /// <param name="view">The event. Valid until the method returns.</param>
    /// <param name="delivery">The delivery of the event.</param>
    void Handle(in EventView view, in EventDelivery delivery);
}
