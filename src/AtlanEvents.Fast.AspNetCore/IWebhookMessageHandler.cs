namespace AtlanEvents.Fast.AspNetCore;

/// <summary>
/// Handles messages as they arrive, to store or forward them: events, other webhooks, and parts of split messages. Handshakes are answered
/// without it.
/// </summary>
/// <remarks>
/// Messages are delivered at least once, and concurrently. To handle only events, use an <see cref="IEventRecordHandler"/> or an
/// <see cref="IEventViewHandler"/>.
/// </remarks>
public interface IWebhookMessageHandler
{
    /// <summary>Handles a message. When the task completes, the sender is told that it was accepted for good.</summary>
    /// <param name="view">The event; the default value if the message is none. Valid until the method returns its task.</param>
    /// <param name="message">The message. Valid until the task completes.</param>
    /// <param name="cancellationToken">Cancelled when the sender has gone.</param>
    /// <returns>A task that fails if the message was not accepted, so that it is sent again.</returns>
    ValueTask HandleAsync(in EventView view, WebhookMessage message, CancellationToken cancellationToken);
}
