using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.Cli.Receiving.Destinations;
using AtlanEvents.Fast.Cli.Receiving.Status;

namespace AtlanEvents.Fast.Cli.Receiving;

/// <summary>Passes received messages to the destination, and counts those that it accepted.</summary>
internal sealed class MessageReceiver(IDestination destination, ReceiverActivity? activity) : IWebhookMessageHandler
{
    private long _accepted;

    public long Accepted => Volatile.Read(ref _accepted);

    public ValueTask HandleAsync(in EventView view, WebhookMessage message, CancellationToken cancellationToken)
    {
        activity?.Add(view, message);
        return new ValueTask(CountAsync(destination.AcceptAsync(view, message.Verdict, message.Body, cancellationToken)));
    }

    private async Task CountAsync(Task accepting)
    {
        await accepting.ConfigureAwait(false);
        Interlocked.Increment(ref _accepted);
    }
}
