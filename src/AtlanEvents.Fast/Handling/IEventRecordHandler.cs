namespace AtlanEvents.Fast.Handling;

/// <summary>Handles events as owned records, asynchronously: one at a time for each asset, concurrently for different assets.</summary>
/// <remarks>
/// Whoever calls the handler delivers each event at least once: when the task completes, the event is handled for good; when it fails,
/// the event is retried. Therefore a handler must tolerate repeated events.
/// </remarks>
public interface IEventRecordHandler
{
    /// <summary>Handles an event. An exception means that it was not handled.</summary>
    /// <param name="record">The event. May be kept.</param>
    /// <param name="context">The delivery of the event. Valid until the task completes.</param>
    /// <param name="cancellationToken">Cancelled when the event is no longer wanted here: it will be delivered again.</param>
    ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken);
}
