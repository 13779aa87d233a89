using System.Diagnostics;
using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>Sends one event at a time, with retries until there is a definite response or the time is up.</summary>
/// <remarks>The path of every event uses pooled objects, which saves a fifth of the memory per event (HttpAllocationTests).</remarks>
internal sealed class EventSender : IDisposable
{
    // A receiver that forbids the first events may only lack the secret; the other lanes get time to see an event accepted.
    private const int MaxForbiddenAttempts = 3;

    // After this many attempts the exponential delay has reached its maximum.
    private const int MaxExponentialAttempts = 20;

    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_maxRequestedDelay = TimeSpan.FromHours(1);

    // How often a lane checks whether the circuit has closed, which sends nothing.
    private static readonly TimeSpan s_circuitPollInterval = TimeSpan.FromSeconds(0.25);

    private readonly HttpSinkSettings _settings;
    private readonly ReceiverConnection _receiver;
    private readonly ResiliencePipeline<ReceiverResponse> _attempt;
    private readonly ResiliencePipeline<ReceiverResponse> _retry;
    private readonly RequestPacer _pacer;
    private readonly DeliveryState _state;
    private readonly CancellationToken _abort;
    private readonly EventRequest _request;

    // The attempts for the current event, and the time of the first one.
    private int _attempts;
    private long _started;

    /// <param name="settings">How events are sent.</param>
    /// <param name="receiver">The connections to the receiver.</param>
    /// <param name="attempt">The policy for each attempt.</param>
    /// <param name="pacer">Schedules the requests.</param>
    /// <param name="state">Receives the counts.</param>
    /// <param name="abort">Cancels a request in flight.</param>
    public EventSender(
        HttpSinkSettings settings,
        ReceiverConnection receiver,
        ResiliencePipeline<ReceiverResponse> attempt,
        RequestPacer pacer,
        DeliveryState state,
        CancellationToken abort)
    {
        _settings = settings;
        _receiver = receiver;
        _attempt = attempt;
        _pacer = pacer;
        _state = state;
        _abort = abort;
        _request = new EventRequest(settings);
        _retry = new ResiliencePipelineBuilder<ReceiverResponse>()
            .AddRetry(new RetryStrategyOptions<ReceiverResponse>
            {
                ShouldHandle = args => ValueTask.FromResult(ShouldRetry(args.Outcome, args.AttemptNumber)),
                DelayGenerator = args => ValueTask.FromResult(DelayAfter(args.Outcome, args.AttemptNumber)),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = s_firstDelay,
                MaxDelay = s_maxDelay,
                MaxRetryAttempts = int.MaxValue,
            })
            .Build();
    }

    /// <summary>Why the last attempt failed; <see langword="null"/> if none did.</summary>
    public DeliveryFailure? LastFailure { get; private set; }

    private TimeSpan TimeLeft => _settings.GiveUpAfter - Stopwatch.GetElapsedTime(_started);

    /// <summary>Sends an event.</summary>
    /// <param name="line">The event. It must not change until <see cref="TryRelease"/>.</param>
    /// <param name="stop">Prevents further attempts; a request in flight continues.</param>
    /// <returns>The outcome of the last attempt.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<ReceiverResponse>> SendAsync(ReadOnlyMemory<byte> line, CancellationToken stop)
    {
        _request.Set(line);
        _attempts = 0;
        LastFailure = null;
        ResilienceContext context = ResilienceContextPool.Shared.Get(stop);
        try
        {
            return await _retry
                .ExecuteOutcomeAsync(static (context, sender) => sender.AttemptAsync(context.CancellationToken), context, this)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc cref="EventRequest.TryRelease"/>
    public bool TryRelease() => _request.TryRelease();

    public void Dispose() => _request.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<ReceiverResponse>> AttemptAsync(CancellationToken stop)
    {
        try
        {
            await _pacer.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            return Outcome.FromException<ReceiverResponse>(exception);
        }

        if (_attempts == 0)
            _started = Stopwatch.GetTimestamp();

        ResilienceContext context = ResilienceContextPool.Shared.Get(_abort);
        try
        {
            Outcome<ReceiverResponse> outcome = await _attempt
                .ExecuteOutcomeAsync(static (context, sender) => sender.PostAsync(context.CancellationToken), context, this)
                .ConfigureAwait(false);
            RecordFailure(outcome);
            return outcome;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<Outcome<ReceiverResponse>> PostAsync(CancellationToken cancellationToken)
    {
        _state.AddRequest(isRetry: _attempts++ > 0);
        return _receiver.PostAsync(_request, cancellationToken);
    }

    private void RecordFailure(Outcome<ReceiverResponse> outcome)
    {
        if (!DeliveryFailure.IsTransient(outcome))
            return;

        if (outcome.Exception is BrokenCircuitException)
        {
            LastFailure ??= _state.LastFailure;
            return;
        }

        LastFailure = DeliveryFailure.Of(outcome, _settings.Timeout);
        _state.LastFailure = LastFailure;
        if (outcome.Exception is null && RequestedDelay(outcome.Result) is TimeSpan delay)
            _pacer.Pause(delay);
    }

    private bool ShouldRetry(Outcome<ReceiverResponse> outcome, int attempt)
    {
        bool hasDelivered = _state.Delivered > 0;
        if (outcome.Exception is null && outcome.Result.IsForbidden)
            return !hasDelivered && attempt + 1 < MaxForbiddenAttempts;

        bool isPermanent = !hasDelivered && DeliveryFailure.IsTlsFailure(outcome);
        return DeliveryFailure.IsTransient(outcome) && !isPermanent && TimeLeft > TimeSpan.Zero;
    }

    // Null means the exponential delay.
    private TimeSpan? DelayAfter(Outcome<ReceiverResponse> outcome, int attempt)
    {
        if (outcome.Exception is null && RequestedDelay(outcome.Result) is TimeSpan delay)
            return AddJitter(delay);

        // While the circuit is open, it decides when there is a request.
        if (_state.IsDown || outcome.Exception is BrokenCircuitException)
            return AddJitter(s_circuitPollInterval);

        return attempt > MaxExponentialAttempts ? AddJitter(s_maxDelay) : null;
    }

    // Without jitter at most an hour, and at most the time left, after which there is a last attempt.
    private TimeSpan? RequestedDelay(ReceiverResponse response)
    {
        if (response.RetryAfter is not TimeSpan delay || delay < s_firstDelay)
            return null;

        TimeSpan limit = TimeLeft < s_maxRequestedDelay ? TimeLeft : s_maxRequestedDelay;
        return delay < limit ? delay : limit > TimeSpan.Zero ? limit : null;
    }

    // Keeps lanes that were turned away together from returning together.
    private static TimeSpan AddJitter(TimeSpan time) => time * (1 + (Random.Shared.NextDouble() / 10));
}
