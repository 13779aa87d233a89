using System.Buffers;
using System.Runtime.ExceptionServices;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks.Http.Sending;
using AtlanEvents.Fast.Cli.Terminal;
using Polly;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Posts each event to a receiver, as Atlan's webhook does: the raw event as the body, the secret in a header.</summary>
/// <remarks>
/// An event goes to the lane that its guid falls to, and waits there for its turn. It is delivered at least once: when an answer was
/// lost, it is sent again. What the receiver refuses for good goes to the dead letter.
/// </remarks>
internal sealed class HttpSink : IEventSink
{
    // How long requests under way may take when the run is stopped.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    // Lines longer than this have buffers of their own.
    private const int LongestPooled = 1024 * 1024;

    private readonly ArrayPool<byte> _buffers = ArrayPool<byte>.Create(LongestPooled, DeliveryWindow.MostEvents);
    private readonly AcknowledgedPrefix _acknowledged = new();
    private readonly DeliveryWindow _window = new();
    private readonly DeliveryState _state = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly HttpSinkOptions _options;
    private readonly RejectedLines _rejected;
    private readonly Receiver _receiver;
    private readonly Lane[] _lanes;
    private readonly Task _running;
    private string _input = "";
    private ExceptionDispatchInfo? _failure;

    public HttpSink(HttpSinkOptions options, RejectedLines rejected)
    {
        _options = options;
        _rejected = rejected;
        _receiver = new Receiver(options);
        ResiliencePipeline<Answer> attempt = AttemptPolicy.Create(options.Timeout, OnDown, OnUp);
        var pace = new Pace(options.Rate);
        _lanes = [.. Enumerable.Range(0, options.Concurrency)
            .Select(_ => new Lane(this, new EventSender(options, _receiver, attempt, pace, _state, _abort.Token)))];
        if (options.Secret is not null && options.Address.Scheme == Uri.UriSchemeHttp && !options.Address.IsLoopback)
            Say(DeliveryText.Unencrypted(_options));

        _running = Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(_stop.Token))));
    }

    public long Accepted => _acknowledged.Accepted;

    public long Acknowledged => _acknowledged.Acknowledged;

    public long InFlight => _acknowledged.InFlight;

    public string? Progress => DeliveryText.Progress(_state, _rejected.Refused);

    public CancellationToken Broken => _stop.Token;

    public void Start(string input) => _input = input;

    public void Accept(in EventView view)
    {
        ReadOnlySpan<byte> line = view.Line;
        byte[] buffer = _buffers.Rent(line.Length);
        line.CopyTo(buffer);
        var position = new EventPosition(_input, view.LineNumber, view.ByteOffset);
        _window.Add(line.Length);
        _lanes[LaneOf(view.Guid.Span)].Add(new QueuedEvent(_acknowledged.Add(position), position, buffer, line.Length));
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
        => DeliveryText.Summary(_options, _state, events, _rejected.Refused, Acknowledged > 0 ? _acknowledged.FirstOpen : null);

    /// <summary>The receiver took an event.</summary>
    public void Taken(in QueuedEvent sent, bool canReuse)
    {
        _state.AddTaken();
        Done(sent, canReuse);
    }

    /// <summary>The receiver does not want an event; or none at all, if it does not know the secret.</summary>
    /// <exception cref="ToolException">These are more than are put up with, or the dead letter cannot be written.</exception>
    public void Refused(in QueuedEvent sent, Answer answer, bool canReuse)
    {
        if (answer.IsUnauthorized || (answer.IsForbidden && _state.Taken == 0))
        {
            Fail(new ToolException(ExitCode.Stopped, DeliveryText.NotLetIn(_options, answer.Status)));
            return;
        }

        _rejected.AddRefused(sent.Position, answer.Status, sent.Line.Span);
        Done(sent, canReuse);
    }

    /// <summary>An event could not be delivered in the time there is.</summary>
    public void GivenUp(in QueuedEvent sent, Outcome<Answer> outcome, Trouble? trouble)
    {
        // Anything that is no trouble with the receiver is one of ours.
        if (!Trouble.IsTransient(outcome))
            outcome.ThrowIfException();

        Fail(new ToolException(ExitCode.Stopped, DeliveryText.GivenUp(_options, trouble, Trouble.IsDistrust(outcome))));
    }

    /// <summary>Stops everything, and makes the run fail; only the first counts.</summary>
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

    // Those without guid share a lane.
    private uint LaneOf(ReadOnlySpan<byte> guid)
    {
        if (guid.IsEmpty)
            return 0;

        var hash = default(HashCode);
        hash.AddBytes(guid);
        return (uint)hash.ToHashCode() % (uint)_lanes.Length;
    }

    private void Done(in QueuedEvent sent, bool canReuse)
    {
        if (canReuse)
            _buffers.Return(sent.Buffer);

        _acknowledged.Done(sent.Number);
        _window.Remove(sent.Length);
    }

    private void Stop()
    {
        _abort.CancelAfter(s_grace);
        _stop.Cancel();
    }

    private void ThrowIfFailed() => Volatile.Read(ref _failure)?.Throw();

    private void OnDown(Outcome<Answer> outcome)
    {
        _state.LastTrouble = Trouble.Of(outcome, _options.Timeout);
        if (_state.IsDown || _stop.IsCancellationRequested)
            return;

        _state.IsDown = true;
        if (!_options.IsWatched)
            Say(DeliveryText.Down(_options, _state.LastTrouble));
    }

    private void OnUp()
    {
        _state.IsDown = false;
        if (!_options.IsWatched)
            Say(DeliveryText.Up(_options));
    }

    private void Say(string message)
    {
        if (!_options.IsQuiet)
            Console.Error.WriteLine($"atlan-events: {Printable.Of(message)}");
    }
}
