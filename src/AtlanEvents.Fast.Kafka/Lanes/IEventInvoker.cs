namespace AtlanEvents.Fast.Kafka.Lanes;

/// <summary>Calls a handler of either form with a queued event.</summary>
internal interface IEventInvoker
{
    /// <summary>Calls the handler once.</summary>
    ValueTask InvokeAsync(QueuedEvent item, CancellationToken cancellationToken);
}

/// <summary>Calls a handler of records.</summary>
internal sealed class RecordInvoker(IEventRecordHandler handler) : IEventInvoker
{
    public ValueTask InvokeAsync(QueuedEvent item, CancellationToken cancellationToken)
        => handler.HandleAsync(item.Record!, item.Context, cancellationToken);
}

/// <summary>Calls a handler of views with an event that it did not accept at first. Belongs to one lane.</summary>
internal sealed class ViewInvoker(IEventViewHandler handler, EventReaderOptions options) : IEventInvoker, IDisposable
{
    // An event that was unpacked can be longer than the lines that are accepted.
    private readonly EventParser _parser = new(
        options with { Reassembly = null, EnginePool = null, MaxLineBytes = EventReaderOptions.MaxLineBytesLimit });

    public ValueTask InvokeAsync(QueuedEvent item, CancellationToken cancellationToken)
    {
        LineVerdict verdict = _parser.Parse(item.Line.Span, out EventView view);
        if (verdict.Outcome != LineOutcome.Event)
            throw new InvalidOperationException($"A copy of an event was read as {verdict}.");

        handler.Handle(view, item.Context.Delivery);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _parser.Dispose();
}
