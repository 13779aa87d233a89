namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>A destination of events. Numbers them 1, 2, 3, ... in the order in which it receives them.</summary>
/// <remarks>One thread passes events in; any thread may read the properties.</remarks>
internal interface IEventSink : IAsyncDisposable
{
    /// <summary>The number of the last event accepted.</summary>
    long Accepted { get; }

    /// <summary>The largest n such that the first n events are all delivered for good; never beyond a gap.</summary>
    /// <remarks>For good: written to the file (not yet synced), accepted by the receiver, or refused and in the dead letter.</remarks>
    long Acknowledged { get; }

    /// <summary>The number of events accepted and not yet delivered.</summary>
    long InFlight { get; }

    /// <summary>Whether another event is within the bounds of memory. A sink accepts events beyond them too.</summary>
    bool HasRoom => true;

    /// <summary>The state to show as progress; <see langword="null"/> for nothing.</summary>
    string? Status => null;

    /// <summary>Cancelled when the sink can accept no more events; <see cref="CompleteAsync"/> throws the reason.</summary>
    CancellationToken Stopped => CancellationToken.None;

    /// <summary>Accepts an event without waiting. The view is valid only during the call.</summary>
    /// <exception cref="ToolException">The event cannot be written.</exception>
    void Accept(in EventView view, in EventPosition position);

    /// <summary>Writes the buffered events, and waits until there is room for more.</summary>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="ToolException">Events cannot be delivered.</exception>
    ValueTask FlushAsync(CancellationToken stop);

    /// <summary>Waits until all events are delivered or, if stopped, those in flight.</summary>
    /// <param name="stop">Stops the delivery; it may already be cancelled.</param>
    /// <exception cref="ToolException">Events cannot be delivered.</exception>
    /// <exception cref="OperationCanceledException">The delivery was stopped, and events are left.</exception>
    ValueTask CompleteAsync(CancellationToken stop);

    /// <summary>Makes the acknowledged events durable, even if the machine crashes.</summary>
    /// <returns>The length of the output in bytes, if it is a file.</returns>
    /// <exception cref="ToolException">The output cannot be synced.</exception>
    long? Sync() => null;

    /// <summary>Describes the result in a sentence for the end of the run; <see langword="null"/> if there is nothing to say.</summary>
    /// <param name="events">The number of events read.</param>
    string? Summarise(long events);
}

/// <summary>A sink that tells of each event when it is delivered.</summary>
internal interface IForwardingSink : IEventSink
{
    /// <summary>Accepts an event, as <see cref="IEventSink.Accept"/> does.</summary>
    /// <returns>
    /// A task that completes when the event is delivered for good. It does not complete, or fails, if the sink can accept no more events.
    /// </returns>
    Task DeliverAsync(in EventView view, in EventPosition position);
}
