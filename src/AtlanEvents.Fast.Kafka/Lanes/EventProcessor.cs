using System.Diagnostics;
using System.Text;
using AtlanEvents.Fast.Kafka.DeadLetters;
using AtlanEvents.Fast.Kafka.Offsets;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace AtlanEvents.Fast.Kafka.Lanes;

/// <summary>Handles one event for good: calls the handler, with retries, and writes a dead letter if all of them fail.</summary>
internal sealed class EventProcessor
{
    private readonly IEventInvoker _invoker;
    private readonly DeadLetterWriter _deadLetters;
    private readonly ConsumerMetrics _metrics;
    private readonly ILogger _log;
    private readonly ResiliencePipeline<bool> _pipeline;

    /// <param name="invoker">Calls the handler.</param>
    /// <param name="options">How often and when to retry.</param>
    /// <param name="deadLetters">Takes events that are not accepted.</param>
    /// <param name="metrics">Receives each attempt.</param>
    /// <param name="log">Receives failed attempts.</param>
    public EventProcessor(
        IEventInvoker invoker,
        EventConsumerOptions options,
        DeadLetterWriter deadLetters,
        ConsumerMetrics metrics,
        ILogger log)
    {
        _invoker = invoker;
        _deadLetters = deadLetters;
        _metrics = metrics;
        _log = log;
        var pipeline = new ResiliencePipelineBuilder<bool>();
        if (options.MaxAttempts > 1)
        {
            pipeline.AddRetry(new RetryStrategyOptions<bool>
            {
                ShouldHandle = static args => ValueTask.FromResult(
                    args.Outcome.Exception is not null && !args.Context.CancellationToken.IsCancellationRequested),
                MaxRetryAttempts = options.MaxAttempts - 1,
                Delay = options.FirstRetryDelay,
                MaxDelay = options.MaxRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        if (options.AttemptTimeout is TimeSpan timeout)
            pipeline.AddTimeout(timeout);

        _pipeline = pipeline.Build();
    }

    /// <summary>Handles an event. Completes its offsets, unless the event is abandoned.</summary>
    /// <param name="item">The event.</param>
    /// <param name="cancellationToken">Cancelled when the event is abandoned.</param>
    /// <exception cref="EventKafkaException">The event has nowhere to go; it is not complete.</exception>
    public async Task ProcessAsync(QueuedEvent item, CancellationToken cancellationToken)
    {
        KafkaEventContext position = item.Context;
        using Activity? activity = _metrics.StartProcessing(position.Topic, position.Partition, position.Offset, TraceParentOf(item));
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        Outcome<bool> outcome;
        try
        {
            outcome = await _pipeline
                .ExecuteOutcomeAsync(
                    static (context, state) => state.Processor.AttemptAsync(state.Item, state.Abandoned, context.CancellationToken),
                    context,
                    (Processor: this, Item: item, Abandoned: cancellationToken))
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        if (outcome.Exception is not null)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            if (cancellationToken.IsCancellationRequested)
                return;

            await WriteDeadLettersAsync(item, outcome.Exception, cancellationToken).ConfigureAwait(false);
        }

        item.Complete(isHandled: outcome.Exception is null);
    }

    // The value of a header may be null.
    private static string? TraceParentOf(QueuedEvent item)
        => item.Headers is { } headers && headers.TryGetLastBytes("traceparent", out byte[]? value) && value is not null
            ? Encoding.ASCII.GetString(value)
            : null;

    private async ValueTask<Outcome<bool>> AttemptAsync(QueuedEvent item, CancellationToken abandoned, CancellationToken cancellationToken)
    {
        // The first attempt of a handler of views was made while the message was read.
        if (item.Failure is Exception earlier)
        {
            item.Failure = null;
            OnFailed(item, earlier);
            return Outcome.FromException<bool>(earlier);
        }

        item.Attempts++;
        item.Context.Start(new EventDelivery(item.Attempts, item.IsStale), item.Line);
        long started = Stopwatch.GetTimestamp();
        try
        {
            await _invoker.InvokeAsync(item, cancellationToken).ConfigureAwait(false);
            _metrics.AddAttempt(item.Context.Topic, started, failure: null);
            return Outcome.FromResult(true);
        }
        catch (Exception exception)
        {
            _metrics.AddAttempt(item.Context.Topic, started, exception);
            if (!abandoned.IsCancellationRequested)
                OnFailed(item, exception);

            return Outcome.FromException<bool>(exception);
        }
    }

    private void OnFailed(QueuedEvent item, Exception exception)
        => Log.AttemptFailed(
            _log,
            item.Attempts,
            item.Context.Topic,
            item.Context.Partition,
            item.Context.Offset,
            exception.GetType().Name);

    /// <summary>Writes the message, or all parts of it, so that they can be sent again.</summary>
    private async Task WriteDeadLettersAsync(QueuedEvent item, Exception failure, CancellationToken cancellationToken)
    {
        var last = new EventPart(item.Partition, item.Offset, item.Value.ToArray(), item.Key, item.Headers);
        foreach (EventPart part in item.OtherParts.Append(last))
        {
            DeadLetter letter = DeadLetter.Of(part, DeadLetter.HandlerFailed, item.Attempts, failure);
            await _deadLetters.WriteAsync(letter, cancellationToken).ConfigureAwait(false);
        }
    }
}
