namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What a consumer keeps of a stretch of events until the stretch is merged.</summary>
internal interface IEventPart
{
    /// <summary>The approximate memory of what is kept; 0 if it does not grow with the number of events.</summary>
    long Bytes { get; }

    /// <inheritdoc cref="IEventConsumer.Consume"/>
    void Consume(in EventView view, in EventPosition position);
}

/// <summary>
/// A consumer whose work several threads can share: each processes stretches of events, and the results are merged in input order.
/// </summary>
internal interface IDivisibleConsumer : IEventConsumer
{
    /// <summary>Whether the work can be shared with the options at hand.</summary>
    bool CanDivide => true;

    /// <summary>Creates a part, or reuses a merged one. Called by several threads at once.</summary>
    IEventPart CreatePart();

    /// <summary>
    /// Processes the events of a part, as if they were consumed now. Called by one thread at a time; <see cref="IEventConsumer.FlushAsync"/>
    /// follows, and does not wait.
    /// </summary>
    /// <param name="part">A part from <see cref="CreatePart"/>, which must not be used any more.</param>
    void Merge(IEventPart part);
}
