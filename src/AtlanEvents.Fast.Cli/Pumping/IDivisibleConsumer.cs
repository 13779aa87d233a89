namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What a consumer keeps of a stretch of events until the stretch is merged.</summary>
internal interface IEventPart
{
    /// <summary>The size up to which a part is reused, so that large ones do not stay in memory.</summary>
    const long MaxReusedBytes = 1024 * 1024;

    /// <summary>The approximate memory of what is kept, in bytes.</summary>
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
    /// Processes the events of a part, as if they were consumed now. Called by one thread at a time.
    /// <see cref="IEventConsumer.FlushAsync"/> of such a consumer must not wait for anything but its output.
    /// </summary>
    /// <param name="part">A part from <see cref="CreatePart"/>, which must not be used any more.</param>
    void Merge(IEventPart part);
}
