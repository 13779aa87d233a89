using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Receiving.Destinations;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Receiving.Forwarding;

/// <summary>Forwards events to a sink, and waits until it has acknowledged them.</summary>
/// <remarks>
/// A sink acknowledges events in the order in which it accepted them, so an event waits for those before it. An event that waited too long
/// should be sent again by its sender; the sink may still deliver it, so that it arrives twice.
/// </remarks>
internal sealed class SinkDestination : IDestination
{
    private const string Source = "webhook";

    // Sinks do not tell when they acknowledge, so they are asked while somebody waits.
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(1);

    private readonly IEventSink _sink;
    private readonly RejectedLines _rejected;
    private readonly TimeSpan _maxWait;
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _hasWaiting = new(0);
    private readonly Task _running;

    private readonly Lock _lock = new();
    private readonly Queue<(long Number, TaskCompletionSource Done)> _waiting = new();
    private Exception? _error;
    private long _received;

    // Owned by the loop.
    private long _syncedRefused;

    /// <param name="sink">The sink; disposed of with the destination.</param>
    /// <param name="rejected">Keeps the events that the sink's receiver refuses; disposed of with the destination.</param>
    /// <param name="maxWait">How long an event waits for its acknowledgement.</param>
    public SinkDestination(IEventSink sink, RejectedLines rejected, TimeSpan maxWait)
    {
        _sink = sink;
        _rejected = rejected;
        _maxWait = maxWait;
        _running = Task.Run(RunAsync);
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

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (Problem is string problem)
                throw new ToolException(ExitCode.Stopped, problem);

            _received++;
            _sink.Accept(view, new EventPosition(Source, _received, 0));
            _waiting.Enqueue((_sink.Accepted, done));
        }

        _hasWaiting.Release();
        return done.Task.WaitAsync(_maxWait, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await _sink.DisposeAsync().ConfigureAwait(false);
        _rejected.Dispose();
        _hasWaiting.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _hasWaiting.WaitAsync(_stop.Token).ConfigureAwait(false);
                await WaitForAsync(FirstWaiting()).ConfigureAwait(false);
                Dequeue().SetResult();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Events that are left are not answered.
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private long FirstWaiting()
    {
        lock (_lock)
            return _waiting.Peek().Number;
    }

    private TaskCompletionSource Dequeue()
    {
        lock (_lock)
            return _waiting.Dequeue().Done;
    }

    private void Fail(Exception exception)
    {
        (long, TaskCompletionSource Done)[] waiting;
        lock (_lock)
        {
            _error = exception;
            waiting = [.. _waiting];
        }

        foreach ((_, TaskCompletionSource done) in waiting)
            done.SetException(exception);

        _failure.SetException(exception);
    }

    private async Task WaitForAsync(long number)
    {
        while (_sink.Acknowledged < number)
        {
            await Task.Delay(s_pollInterval, _stop.Token).ConfigureAwait(false);

            // Throws if the sink has failed.
            await _sink.FlushAsync(_stop.Token).ConfigureAwait(false);
        }

        // A refused event is acknowledged too, and must not be lost.
        long refused = _rejected.Refused;
        if (refused != _syncedRefused)
            _rejected.Sync();

        _syncedRefused = refused;
    }
}
