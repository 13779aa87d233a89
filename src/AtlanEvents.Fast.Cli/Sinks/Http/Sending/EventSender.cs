using System.Diagnostics;
using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace AtlanEvents.Fast.Cli.Sinks.Http.Sending;

/// <summary>Sends one event at a time, again and again until there is an answer that counts, or time is up.</summary>
/// <remarks>What every event passes through is built of pooled objects: a fifth less memory an event (HttpAllocationTests).</remarks>
internal sealed class EventSender : IDisposable
{
    // A receiver that forbids the first events may just not know the secret; other lanes get time to see one taken.
    private const int TriesOfForbidden = 3;

    // After this many the exponential delays are at their longest.
    private const int TriesToLongestDelay = 20;

    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(10);

    // How often a lane looks whether the circuit is whole again, which sends nothing.
    private static readonly TimeSpan s_lookAtCircuit = TimeSpan.FromSeconds(0.25);

    private readonly HttpSinkOptions _options;
    private readonly Receiver _receiver;
    private readonly ResiliencePipeline<Answer> _attempt;
    private readonly ResiliencePipeline<Answer> _retry;
    private readonly Pace _pace;
    private readonly DeliveryState _state;
    private readonly CancellationToken _abort;
    private readonly EventRequest _request;

    // Of the event at hand.
    private int _attempts;
    private long _started;

    /// <param name="options">How the receiver is treated.</param>
    /// <param name="receiver">The connections to it.</param>
    /// <param name="attempt">What holds for each attempt.</param>
    /// <param name="pace">When requests may go out.</param>
    /// <param name="state">Gets the counts.</param>
    /// <param name="abort">Cancels a request that is under way.</param>
    public EventSender(
        HttpSinkOptions options,
        Receiver receiver,
        ResiliencePipeline<Answer> attempt,
        Pace pace,
        DeliveryState state,
        CancellationToken abort)
    {
        _options = options;
        _receiver = receiver;
        _attempt = attempt;
        _pace = pace;
        _state = state;
        _abort = abort;
        _request = new EventRequest(options);
        _retry = new ResiliencePipelineBuilder<Answer>()
            .AddRetry(new RetryStrategyOptions<Answer>
            {
                ShouldHandle = args => ValueTask.FromResult(IsWorthAnotherTry(args.Outcome, args.AttemptNumber)),
                DelayGenerator = args => ValueTask.FromResult(DelayAfter(args.Outcome, args.AttemptNumber)),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = s_firstDelay,
                MaxDelay = s_longestDelay,
                MaxRetryAttempts = int.MaxValue,
            })
            .Build();
    }

    /// <summary>Why the last attempt failed; <see langword="null"/> if none did.</summary>
    public Trouble? LastTrouble { get; private set; }

    private TimeSpan TimeLeft => _options.GiveUpAfter - Stopwatch.GetElapsedTime(_started);

    /// <summary>Sends an event.</summary>
    /// <param name="line">The event. It must stay as it is until <see cref="TryRelease"/>.</param>
    /// <param name="stop">No more attempts after this; one that is under way goes on.</param>
    /// <returns>What came of the last attempt.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<Answer>> SendAsync(ReadOnlyMemory<byte> line, CancellationToken stop)
    {
        _request.Set(line);
        _attempts = 0;
        LastTrouble = null;
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

    /// <summary>Lets go of the event.</summary>
    /// <returns>Whether its bytes may be used for something else; if not, they are still being read.</returns>
    public bool TryRelease() => _request.TryRelease();

    public void Dispose() => _request.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<Answer>> AttemptAsync(CancellationToken stop)
    {
        try
        {
            await _pace.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            return Outcome.FromException<Answer>(exception);
        }

        if (_attempts == 0)
            _started = Stopwatch.GetTimestamp();

        ResilienceContext context = ResilienceContextPool.Shared.Get(_abort);
        try
        {
            Outcome<Answer> outcome = await _attempt
                .ExecuteOutcomeAsync(static (context, sender) => sender.PostAsync(context.CancellationToken), context, this)
                .ConfigureAwait(false);
            Note(outcome);
            return outcome;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<Outcome<Answer>> PostAsync(CancellationToken cancellationToken)
    {
        _state.AddRequest(isRetry: _attempts++ > 0);
        return _receiver.PostAsync(_request, cancellationToken);
    }

    private void Note(Outcome<Answer> outcome)
    {
        if (!Trouble.IsTransient(outcome))
            return;

        if (outcome.Exception is BrokenCircuitException)
        {
            LastTrouble ??= _state.LastTrouble;
            return;
        }

        LastTrouble = Trouble.Of(outcome, _options.Timeout);
        _state.LastTrouble = LastTrouble;
        if (outcome.Exception is null && AskedToWait(outcome.Result) is TimeSpan wait)
            _pace.Pause(wait);
    }

    private bool IsWorthAnotherTry(Outcome<Answer> outcome, int attempt)
    {
        bool isNew = _state.Taken == 0;
        if (outcome.Exception is null && outcome.Result.IsForbidden)
            return isNew && attempt + 1 < TriesOfForbidden;

        return Trouble.IsTransient(outcome) && !(isNew && Trouble.IsDistrust(outcome)) && TimeLeft > TimeSpan.Zero;
    }

    // What is not answered here is left to the exponential delays.
    private TimeSpan? DelayAfter(Outcome<Answer> outcome, int attempt)
    {
        if (outcome.Exception is null && AskedToWait(outcome.Result) is TimeSpan wait)
            return Spread(wait);

        // While the circuit is broken, it says when there is a request.
        if (_state.IsDown || outcome.Exception is BrokenCircuitException)
            return Spread(s_lookAtCircuit);

        return attempt > TriesToLongestDelay ? Spread(s_longestDelay) : null;
    }

    // Not longer than there is time: then the last attempt is made.
    private TimeSpan? AskedToWait(Answer answer)
    {
        if (answer.RetryAfter is not TimeSpan wait || wait < s_firstDelay)
            return null;

        TimeSpan most = TimeLeft;
        return wait < most ? wait : most > TimeSpan.Zero ? most : null;
    }

    // Lanes that were sent away together should not come back together.
    private static TimeSpan Spread(TimeSpan time) => time * (1 + (Random.Shared.NextDouble() / 10));
}
