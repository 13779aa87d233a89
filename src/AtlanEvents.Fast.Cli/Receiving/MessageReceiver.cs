using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.Cli.Receiving.Destinations;

namespace AtlanEvents.Fast.Cli.Receiving;

/// <summary>Passes received messages to the destination, and counts those that it accepted.</summary>
internal sealed class MessageReceiver(IDestination destination) : IWebhookMessageHandler
{
    private long _accepted;

    public long Accepted => Volatile.Read(ref _accepted);

    public ValueTask HandleAsync(in EventView view, WebhookMessage message, CancellationToken cancellationToken)
        => new(CountAsync(destination.AcceptAsync(view, message.Body, cancellationToken)));

    private async Task CountAsync(Task accepting)
    {
        await accepting.ConfigureAwait(false);
        Interlocked.Increment(ref _accepted);
    }
}
