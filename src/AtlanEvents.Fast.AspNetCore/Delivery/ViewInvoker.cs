namespace AtlanEvents.Fast.AspNetCore.Delivery;

/// <summary>Calls a handler of views, with one event at a time.</summary>
internal sealed class ViewInvoker(IEventViewHandler handler) : IMessageInvoker
{
    private readonly Lock _lock = new();

    public bool TryInvoke(HttpContext context, in EventView view, LineVerdict verdict, ReadOnlyMemory<byte> body, out ValueTask handling)
    {
        handling = default;
        if (verdict.Outcome != LineOutcome.Event)
            return verdict.NotRoutableReason != NotRoutableReason.CompressedOrSplit;

        lock (_lock)
            handler.Handle(view, new EventDelivery(Attempt: 1, IsStale: false));

        return true;
    }
}
