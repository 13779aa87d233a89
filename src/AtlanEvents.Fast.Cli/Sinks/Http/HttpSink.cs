using System.Runtime.ExceptionServices;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Terminal;
using Polly;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Posts each event to a receiver as Atlan's webhook does: the raw event as the body, the secret in a header.</summary>
/// <remarks>
/// The guid of an event selects its lane, where it waits for its turn. Delivery is at least once: if a response was lost, the event is
/// sent again. Events that the receiver refuses for good go to the dead letter.
/// </remarks>
internal sealed class HttpSink : IForwardingSink
{
    // The time that requests in flight get to finish when the run is stopped.
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(5);

    // Longer lines get unpooled buffers.
    private const int MaxPooledLength = 1024 * 1024;

    private readonly ArrayPool<byte> _buffers = ArrayPool<byte>.Create(MaxPooledLength, DeliveryWindow.MaxEvents);
    private readonly AcknowledgedPrefix _acknowledged = new();
    private readonly DeliveryWindow _window = new();
    private readonly DeliveryState _state = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly HttpSinkSettings _settings;
    private readonly RejectedLines _rejected;
    private readonly ReceiverConnection _receiver;
    private readonly Lane[] _lanes;
    private readonly Task _running;
    private ExceptionDispatchInfo? _failure;

    public HttpSink(HttpSinkSettings settings, RejectedLines rejected)
    {
        _settings = settings;
        _rejected = rejected;
        _receiver = new ReceiverConnection(settings);
        ResiliencePipeline<ReceiverResponse> attempt = AttemptPolicy.Create(settings.Timeout, OnDown, OnUp);
        var pacer = new RequestPacer(settings.Rate);
        _lanes = [.. Enumerable.Range(0, settings.Concurrency)
            .Select(_ => new Lane(this, new EventSender(settings, _receiver, attempt, pacer, _state, _abort.Token)))];
        if (settings.Secret is not null && settings.Address.Scheme == Uri.UriSchemeHttp && !settings.Address.IsLoopback)
            Report(DeliveryText.Unencrypted(_settings));

        _running = Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(_stop.Token))));
    }

    public long Accepted => _acknowledged.Accepted;

    public long Acknowledged => _acknowledged.Acknowledged;

    public long InFlight => _acknowledged.InFlight;

    public bool HasRoom => _window.HasRoom;

    public string? Status => DeliveryText.Status(_state, _rejected.Refused);

    public CancellationToken Stopped => _stop.Token;

    public void Accept(in EventView view, in EventPosition position) => Accept(view, position, delivered: null);

    public Task DeliverAsync(in EventView view, in EventPosition position)
    {
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Accept(view, position, delivered);
        return delivered.Task;
    }

    public async ValueTask FlushAsync(CancellationToken stop)
    {
        await _window.WaitForRoomAsync(stop).ConfigureAwait(false);
        ThrowIfFailed();
    }

    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        foreach (Lane lane in _lanes)
            lane.Complete();

        await using (stop.Register(Stop).ConfigureAwait(false))
            await _running.ConfigureAwait(false);

        ThrowIfFailed();
        if (InFlight > 0)
            stop.ThrowIfCancellationRequested();
    }

    public string Summarise(long events)
        => DeliveryText.Summary(_settings, _state, events, _rejected.Refused, Acknowledged > 0 ? _acknowledged.FirstInFlight : null);

    /// <summary>The receiver accepted an event.</summary>
    public void OnDelivered(in QueuedEvent sent, bool canReuseBuffer)
    {
        _state.AddDelivered();
        Acknowledge(sent, canReuseBuffer);
    }

    /// <summary>The receiver refused an event; or every event, if it does not know the secret.</summary>
    /// <exception cref="ToolException">The limit of refused events is exceeded, or the dead letter cannot be written.</exception>
    public void OnRefused(in QueuedEvent sent, ReceiverResponse response, bool canReuseBuffer)
    {
        if (response.IsUnauthorized || (response.IsForbidden && _state.Delivered == 0))
        {
            Fail(new ToolException(ExitCode.Stopped, DeliveryText.Unauthorized(_settings, response.Status)));
            return;
        }

        _rejected.AddRefused(sent.Position, response.Status, sent.Line.Span);
        Acknowledge(sent, canReuseBuffer);
    }

    /// <summary>An event could not be delivered in the time allowed.</summary>
    public void OnGivenUp(Outcome<ReceiverResponse> outcome, DeliveryFailure? failure)
    {
        // Everything that is not a failure of the receiver is a bug of the tool.
        if (!DeliveryFailure.IsTransient(outcome))
            outcome.ThrowIfException();

        Fail(new ToolException(ExitCode.Stopped, DeliveryText.GivenUp(_settings, failure, DeliveryFailure.IsTlsFailure(outcome))));
    }

    /// <summary>Stops all lanes and makes the run fail with the first exception.</summary>
    public void Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        Stop();
        _window.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _abort.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        foreach (Lane lane in _lanes)
            lane.Dispose();

        _receiver.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }

    // Events without a guid share a lane.
    private uint LaneOf(ReadOnlySpan<byte> guid)
    {
        if (guid.IsEmpty)
            return 0;

        var hash = default(HashCode);
        hash.AddBytes(guid);
        return (uint)hash.ToHashCode() % (uint)_lanes.Length;
    }

    private void Accept(in EventView view, in EventPosition position, TaskCompletionSource? delivered)
    {
        ReadOnlySpan<byte> line = view.Line;
        byte[] buffer = _buffers.Rent(line.Length);
        line.CopyTo(buffer);
        _window.Add(line.Length);
        _lanes[LaneOf(view.Guid.Span)].Add(new QueuedEvent(_acknowledged.Add(position), position, buffer, line.Length, delivered));
    }

    private void Acknowledge(in QueuedEvent sent, bool canReuseBuffer)
    {
        if (canReuseBuffer)
            _buffers.Return(sent.Buffer);

        _acknowledged.Complete(sent.Number);
        _window.Remove(sent.Length);
        sent.Delivered?.SetResult();
    }

    private void Stop()
    {
        _abort.CancelAfter(s_gracePeriod);
        _stop.Cancel();
    }

    private void ThrowIfFailed() => Volatile.Read(ref _failure)?.Throw();

    private void OnDown(Outcome<ReceiverResponse> outcome)
    {
        _state.LastFailure = DeliveryFailure.Of(outcome, _settings.Timeout);
        if (_state.IsDown || _stop.IsCancellationRequested)
            return;

        _state.IsDown = true;
        if (!_settings.IsWatched)
            Report(DeliveryText.Down(_settings, _state.LastFailure));
    }

    private void OnUp()
    {
        _state.IsDown = false;
        if (!_settings.IsWatched)
            Report(DeliveryText.Up(_settings));
    }

    private void Report(string message)
    {
        if (!_settings.IsQuiet)
            ErrorMessage.Write(message);
    }
}
