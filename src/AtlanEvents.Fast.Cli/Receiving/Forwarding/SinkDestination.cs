using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Receiving.Destinations;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Receiving.Forwarding;

/// <summary>Forwards events to a sink, and waits until it has delivered them.</summary>
/// <remarks>
/// An event that waited too long should be sent again by its sender; the sink may still deliver it, so that it arrives twice.
/// </remarks>
internal sealed class SinkDestination : IDestination
{
    private const string Source = "webhook";

    private readonly IForwardingSink _sink;
    private readonly RejectedLines _rejected;
    private readonly TimeSpan _maxWait;
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _stopped;
    private readonly Lock _lock = new();
    private readonly Lock _syncLock = new();
    private volatile Exception? _error;
    private long _received;
    private long _syncedRefused;

    /// <param name="sink">The sink; disposed of with the destination.</param>
    /// <param name="rejected">Keeps the events that the sink's receiver refuses; disposed of with the destination.</param>
    /// <param name="maxWait">How long an event waits for its delivery.</param>
    public SinkDestination(IForwardingSink sink, RejectedLines rejected, TimeSpan maxWait)
    {
        _sink = sink;
        _rejected = rejected;
        _maxWait = maxWait;
        _stopped = sink.Stopped.Register(() => Task.Run(FindFailureAsync));
    }

    public string? Problem => _error?.Message ?? (_sink.HasRoom ? null : "too many events are not acknowledged");

    public long DeadLetters => _rejected.Refused;

    public Task Failure => _failure.Task;

    public Task AcceptAsync(in EventView view, LineVerdict verdict, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // Other messages are not events of assets; nobody would join the parts of split ones.
        if (verdict.Outcome != LineOutcome.Event)
        {
            return verdict.NotRoutableReason != NotRoutableReason.CompressedOrSplit
                ? Task.CompletedTask
                : throw new ToolException(ExitCode.Stopped, "parts of split messages can be received only to a file");
        }

        Task delivered;
        lock (_lock)
        {
            if (Problem is string problem)
                throw new ToolException(ExitCode.Stopped, problem);

            _received++;
            delivered = _sink.DeliverAsync(view, new EventPosition(Source, _received, 0));
        }

        return FinishAsync(delivered).WaitAsync(_maxWait, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.DisposeAsync().ConfigureAwait(false);
        await _sink.DisposeAsync().ConfigureAwait(false);
        _rejected.Dispose();
    }

    private async Task FinishAsync(Task delivered)
    {
        try
        {
            await (await Task.WhenAny(delivered, _failure.Task).ConfigureAwait(false)).ConfigureAwait(false);
            SyncRefused();
        }
        catch (Exception exception)
        {
            Fail(exception);
            throw;
        }
    }

    /// <summary>Makes the refused events durable: they count as delivered too, and must not be lost.</summary>
    private void SyncRefused()
    {
        lock (_syncLock)
        {
            long refused = _rejected.Refused;
            if (refused != _syncedRefused)
                _rejected.Sync();

            _syncedRefused = refused;
        }
    }

    private async Task FindFailureAsync()
    {
        try
        {
            await _sink.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        _error ??= exception;
        _failure.TrySetException(exception);
    }
}
