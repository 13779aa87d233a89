namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What a command does with events.</summary>
internal interface IEventConsumer
{
    /// <summary>What someone who watches should know besides what was read; <see langword="null"/> if nothing.</summary>
    string? Progress => null;

    /// <summary>Cancelled when it can take no more events, so that no more are waited for. <see cref="CompleteAsync"/> says why.</summary>
    CancellationToken Broken => CancellationToken.None;

    /// <summary>What became of the events that it took, if it hands them on.</summary>
    Delivery? Delivery => null;

    /// <summary>Is told that the events of an input follow.</summary>
    void Start(string input)
    {
    }

    /// <summary>Takes an event, which is valid during the call.</summary>
    void Consume(in EventView view);

    /// <summary>Is told that no more events are there for now: a good time to hand on what was collected.</summary>
    /// <remarks>No more come before it is done.</remarks>
    /// <param name="stop">The wait should end.</param>
    ValueTask FlushAsync(CancellationToken stop) => ValueTask.CompletedTask;

    /// <summary>Is told that no more events come, and finishes what it has, however the run ended.</summary>
    /// <param name="stop">What takes long should be left; it may have been cancelled before.</param>
    ValueTask CompleteAsync(CancellationToken stop) => FlushAsync(stop);
}
