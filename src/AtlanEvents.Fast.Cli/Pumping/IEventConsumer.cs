namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>The state of the events that a consumer delivers elsewhere.</summary>
/// <param name="Acknowledged">Events that are delivered for good.</param>
/// <param name="InFlight">Events that are being delivered.</param>
internal readonly record struct DeliveryCounts(long Acknowledged, long InFlight);

/// <summary>Processes events; every command that reads events is one.</summary>
/// <remarks>
/// Events come with their positions, so that they may come from an input of any kind. Only one method runs at a time, except for the
/// properties, which any thread may read.
/// </remarks>
internal interface IEventConsumer
{
    /// <summary>What progress should show in addition to what was read; <see langword="null"/> for nothing.</summary>
    string? Status => null;

    /// <summary>The state of the delivery; <see langword="null"/> if this consumer delivers nothing.</summary>
    DeliveryCounts? Delivery => null;

    /// <summary>
    /// Cancelled when no more events are needed, or none can be processed. <see cref="CompleteAsync"/> then throws if that is a failure.
    /// </summary>
    CancellationToken Stopped => CancellationToken.None;

    /// <summary>Whether no more events are needed; more may follow nevertheless.</summary>
    bool IsDone => false;

    /// <summary>Announces that the events of another input follow; of a topic, those of another partition.</summary>
    void StartInput(string name)
    {
    }

    /// <summary>Processes an event. The view is valid only during the call.</summary>
    void Consume(in EventView view, in EventPosition position);

    /// <summary>Ends a batch of events: a good time to write what was collected.</summary>
    /// <param name="getResumePoint">
    /// Returns the point from which another run could resume after this batch. Call it before the returned task completes.
    /// </param>
    /// <param name="stop">Ends a wait.</param>
    ValueTask FlushAsync(Func<RunPoint> getResumePoint, CancellationToken stop) => ValueTask.CompletedTask;

    /// <summary>Ends the run, however it ended, and finishes what was collected.</summary>
    /// <param name="stop">Ends a wait; it may already be cancelled.</param>
    ValueTask CompleteAsync(CancellationToken stop) => ValueTask.CompletedTask;
}
