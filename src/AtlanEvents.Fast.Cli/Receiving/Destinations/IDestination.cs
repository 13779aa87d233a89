namespace AtlanEvents.Fast.Cli.Receiving.Destinations;

/// <summary>Where received messages go. Thread-safe.</summary>
internal interface IDestination : IAsyncDisposable
{
    /// <summary>Why messages cannot be accepted at present; <see langword="null"/> if they can.</summary>
    string? Problem { get; }

    /// <summary>The number of events that were refused for good, and are kept elsewhere.</summary>
    long DeadLetters { get; }

    /// <summary>Fails when messages can never be accepted again.</summary>
    Task Failure { get; }

    /// <summary>Accepts a message.</summary>
    /// <param name="view">The event, if the message is one. Valid until the method returns.</param>
    /// <param name="verdict">What the message is.</param>
    /// <param name="body">The message. Valid until the task completes.</param>
    /// <param name="cancellationToken">Cancelled when the sender has gone.</param>
    /// <returns>A task that completes when the message cannot be lost any more.</returns>
    /// <exception cref="ToolException">The message was not accepted.</exception>
    Task AcceptAsync(in EventView view, LineVerdict verdict, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
