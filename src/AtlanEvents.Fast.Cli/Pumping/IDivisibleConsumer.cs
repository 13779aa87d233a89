namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>
/// A consumer whose work several threads can share: each processes stretches of events, and the results are merged in order.
/// </summary>
internal interface IDivisibleConsumer : IEventConsumer
{
    /// <summary>Creates a consumer for a stretch of events. Called by several threads at once.</summary>
    IEventConsumer CreatePart();

    /// <summary>Adds the result of a stretch, as if its events had been consumed now. Called by one thread at a time, in order.</summary>
    /// <param name="part">A consumer from <see cref="CreatePart"/>.</param>
    void Merge(IEventConsumer part);
}
