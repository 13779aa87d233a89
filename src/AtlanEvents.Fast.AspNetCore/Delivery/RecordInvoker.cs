using System.Threading.RateLimiting;

namespace AtlanEvents.Fast.AspNetCore.Delivery;

/// <summary>
/// Calls a handler of records. The guid selects a lane, in which one event is handled at a time, in the order of arrival.
/// </summary>
internal sealed class RecordInvoker : IMessageInvoker
{
    private readonly IEventRecordHandler _handler;
    private readonly ConcurrencyLimiter[] _lanes;

    public RecordInvoker(IEventRecordHandler handler, int concurrency)
    {
        _handler = handler;

        // The endpoint bounds the requests that wait.
        var options = new ConcurrencyLimiterOptions
        {
            PermitLimit = 1,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
        _lanes = [.. Enumerable.Range(0, concurrency).Select(_ => new ConcurrencyLimiter(options))];
    }

    public bool TryInvoke(HttpContext context, in EventView view, LineVerdict verdict, ReadOnlyMemory<byte> body, out ValueTask handling)
    {
        handling = default;
        if (verdict.Outcome != LineOutcome.Event)
            return verdict.NotRoutableReason != NotRoutableReason.CompressedOrSplit;

        // A packed event is in memory of the parser.
        ReadOnlyMemory<byte> line = body.Span.Overlaps(view.Line, out int offset)
            ? body.Slice(offset, view.Line.Length)
            : view.Line.ToArray();
        handling = HandleAsync(LaneOf(view.Guid.Span), view.ToRecord(), new WebhookEventContext(context), line, context.RequestAborted);
        return true;
    }

    private async ValueTask HandleAsync(
        ConcurrencyLimiter lane,
        EventRecord record,
        WebhookEventContext context,
        ReadOnlyMemory<byte> line,
        CancellationToken cancellationToken)
    {
        using RateLimitLease turn = await lane.AcquireAsync(permitCount: 1, cancellationToken).ConfigureAwait(false);
        context.Start(line);
        try
        {
            await _handler.HandleAsync(record, context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            context.Release();
        }
    }

    // Events without a guid share a lane.
    private ConcurrencyLimiter LaneOf(ReadOnlySpan<byte> guid)
    {
        var hash = default(HashCode);
        hash.AddBytes(guid);
        return _lanes[(uint)hash.ToHashCode() % (uint)_lanes.Length];
    }
}
