namespace AtlanEvents.Fast.AspNetCore.Delivery;

/// <summary>Calls a handler of messages with each message.</summary>
internal sealed class MessageInvoker(IWebhookMessageHandler handler) : IMessageInvoker
{
    public bool TryInvoke(HttpContext context, in EventView view, LineVerdict verdict, ReadOnlyMemory<byte> body, out ValueTask handling)
    {
        handling = handler.HandleAsync(view, new WebhookMessage(verdict, Trim(body)), context.RequestAborted);
        return true;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> span = body.Span;
        int start = span.StartsWith("\uFEFF"u8) ? "\uFEFF"u8.Length : 0;
        int end = span.LastIndexOfAnyExcept(" \t\r\n"u8) + 1;
        return body[start..end];
    }
}
