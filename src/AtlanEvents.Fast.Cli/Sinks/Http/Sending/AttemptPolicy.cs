using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace AtlanEvents.Fast.Cli.Sinks.Http.Sending;

/// <summary>What holds for each attempt of each lane: a time limit, and a circuit breaker that all lanes share.</summary>
/// <remarks>
/// When nearly nothing gets through, the circuit breaks: lanes no longer send, but for one request now and then that tries whether
/// the receiver is back. So a receiver that is down gets a request in five seconds, and not one from each lane.
/// </remarks>
internal static class AttemptPolicy
{
    private const double FailureRatio = 0.9;
    private const int LeastAttempts = 5;

    // Short, because what succeeded within it has to be outweighed before the circuit breaks.
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_shortestBreak = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_longestBreak = TimeSpan.FromSeconds(5);

    /// <param name="timeout">How long an attempt may take.</param>
    /// <param name="onDown">Is told whenever the circuit breaks, or stays broken, and by what.</param>
    /// <param name="onUp">Is told when it is whole again.</param>
    public static ResiliencePipeline<Answer> Create(TimeSpan timeout, Action<Outcome<Answer>> onDown, Action onUp)
        => new ResiliencePipelineBuilder<Answer>()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Answer>
            {
                ShouldHandle = args => ValueTask.FromResult(Trouble.IsTransient(args.Outcome)),
                FailureRatio = FailureRatio,
                MinimumThroughput = LeastAttempts,
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

    // Twice as long each time.
    private static TimeSpan BreakAfter(int vainTries)
    {
        TimeSpan time = s_shortestBreak * Math.Pow(2, Math.Min(vainTries, 10));
        return time < s_longestBreak ? time : s_longestBreak;
    }
}
