using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace AtlanEvents.Fast.Cli.Sinks.Http;

/// <summary>The policy for each attempt of each lane: a time limit, and a circuit breaker shared by all lanes.</summary>
/// <remarks>
/// When almost nothing succeeds, the circuit opens: lanes stop sending, except for an occasional probe. A receiver that is down thus
/// gets one request every five seconds instead of one from each lane.
/// </remarks>
internal static class AttemptPolicy
{
    private const double FailureRatio = 0.9;
    private const int MinAttempts = 5;

    // Short, because earlier successes within the window delay the opening of the circuit.
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_minBreak = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_maxBreak = TimeSpan.FromSeconds(5);

    /// <param name="timeout">The time limit of an attempt.</param>
    /// <param name="onDown">Called whenever the circuit opens or a probe fails, with the outcome that caused it.</param>
    /// <param name="onUp">Called when the circuit closes again.</param>
    public static ResiliencePipeline<ReceiverResponse> Create(TimeSpan timeout, Action<Outcome<ReceiverResponse>> onDown, Action onUp)
        => new ResiliencePipelineBuilder<ReceiverResponse>()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ReceiverResponse>
            {
                ShouldHandle = args => ValueTask.FromResult(DeliveryFailure.IsTransient(args.Outcome)),
                FailureRatio = FailureRatio,
                MinimumThroughput = MinAttempts,
                SamplingDuration = s_window,
                BreakDurationGenerator = args => ValueTask.FromResult(BreakAfter(args.HalfOpenAttempts)),
                OnOpened = args =>
                {
                    onDown(args.Outcome);
                    return ValueTask.CompletedTask;
                },
                OnClosed = _ =>
                {
                    onUp();
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = timeout })
            .Build();

    // Doubles with each failed probe.
    private static TimeSpan BreakAfter(int failedProbes)
    {
        TimeSpan time = s_minBreak * Math.Pow(2, Math.Min(failedProbes, 10));
        return time < s_maxBreak ? time : s_maxBreak;
    }
}
