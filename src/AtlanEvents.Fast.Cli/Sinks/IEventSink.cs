namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>Where events go. Numbers them 1, 2, 3, ... in the order in which it gets them.</summary>
/// <remarks>
/// One thread hands events in; the numbers may be read by any. <see cref="SinkFactory"/> makes the sink that an address asks for.
/// </remarks>
internal interface IEventSink : IAsyncDisposable
{
    /// <summary>The number of the last event that was handed in.</summary>
    long Accepted { get; }

    /// <summary>The largest n such that the first n events were all taken care of for good; never beyond a gap.</summary>
    /// <remarks>For good: written to the file (not yet synced), taken by the receiver, or refused by it and in the dead letter.</remarks>
    long Acknowledged { get; }

    /// <summary>How many events were handed in and not yet taken care of.</summary>
    long InFlight { get; }

    /// <summary>What someone who watches should know; <see langword="null"/> if nothing.</summary>
    string? Progress => null;

    /// <summary>Cancelled when it can take no more events; <see cref="CompleteAsync"/> says why.</summary>
    CancellationToken Broken => CancellationToken.None;

    /// <summary>Is told that the events of an input follow.</summary>
    void Start(string input)
    {
    }

    /// <summary>Takes an event, which is valid during the call. Never waits.</summary>
    /// <exception cref="ToolException">It cannot be taken.</exception>
    void Accept(in EventView view);

    /// <summary>Hands on what was collected, and waits until there is room for more.</summary>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="ToolException">Events cannot be handed on.</exception>
    ValueTask FlushAsync(CancellationToken stop);

    /// <summary>Waits until every event was taken care of, or, when it is told to stop, those that are on their way.</summary>
    /// <param name="stop">Stops; it may have been cancelled before.</param>
    /// <exception cref="ToolException">Events cannot be handed on.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop, and events are left.</exception>
    ValueTask CompleteAsync(CancellationToken stop);

    /// <summary>Makes sure that what was acknowledged stays so, even if the machine goes down.</summary>
    /// <returns>How long the output is, in bytes, if it is a file.</returns>
    /// <exception cref="ToolException">It cannot be made sure of.</exception>
    long? Sync() => null;

    /// <summary>A sentence about what was done, for the end; <see langword="null"/> if that needs no saying.</summary>
    /// <param name="events">How many events were read.</param>
    string? Summarise(long events);
}
