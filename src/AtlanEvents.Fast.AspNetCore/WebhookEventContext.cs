namespace AtlanEvents.Fast.AspNetCore;

/// <summary>The delivery of an event that was posted to a webhook.</summary>
public sealed class WebhookEventContext : EventContext
{
    private ReadOnlyMemory<byte> _line;

    internal WebhookEventContext(HttpContext httpContext) => HttpContext = httpContext;

    /// <summary>The request. A sender does not tell how often it tried, so <see cref="EventDelivery.Attempt"/> is always 1.</summary>
    public HttpContext HttpContext { get; }

    /// <inheritdoc/>
    public override EventDelivery Delivery => new(Attempt: 1, IsStale: false);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Line => _line;

    internal void Start(ReadOnlyMemory<byte> line) => _line = line;

    internal void Release() => _line = default;
}
