using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AtlanEvents.Fast.Kafka.Telemetry;

/// <summary>The metrics and traces of a consumer, by the messaging conventions of OpenTelemetry where they have a name.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/messaging/</remarks>
internal sealed class ConsumerMetrics : IDisposable
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string SourceName = "AtlanEvents.Fast.Kafka";

    private static readonly ActivitySource s_activities = new(SourceName);

    private readonly Meter _meter = new(SourceName);
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _failedAttempts;
    private readonly Counter<long> _notRoutable;
    private readonly Counter<long> _stale;
    private readonly Histogram<double> _duration;
    private readonly KeyValuePair<string, object?> _group;
    private readonly TagList _all;
    private long _deadLetterCount;
    private long _eventCount;

    public ConsumerMetrics(string group, Func<long> lag, Func<int> inFlight, Func<int> pendingParts)
    {
        _group = new("messaging.consumer.group.name", group);
        _all = new TagList { { "messaging.system", "kafka" }, _group };
        _consumed = _meter.CreateCounter<long>(
            "messaging.client.consumed.messages", "{message}", "Messages that were read, of every kind.");
        _duration = _meter.CreateHistogram<double>(
            "messaging.process.duration", "s", "The time that the handler took for an event, by attempt.");
        _deadLetters = _meter.CreateCounter<long>("atlan_events.dead_letters", "{message}", "Messages that went to the dead-letter topic.");
        _failedAttempts = _meter.CreateCounter<long>("atlan_events.failed_attempts", "{attempt}", "Calls of the handler that failed.");
        _notRoutable = _meter.CreateCounter<long>("atlan_events.not_routable", "{message}", "Well-formed messages that are not events.");
        _stale = _meter.CreateCounter<long>("atlan_events.stale_events", "{event}", "Events older than an event of the same asset before.");
        _meter.CreateObservableGauge(
            "messaging.kafka.consumer.lag",
            () => new Measurement<long>(lag(), _all),
            "{message}",
            "Messages of the assigned partitions that are not finished.");
        _meter.CreateObservableGauge(
            "atlan_events.in_flight",
            () => new Measurement<int>(inFlight(), _all),
            "{message}",
            "Messages that are queued or being handled.");
        _meter.CreateObservableGauge(
            "atlan_events.pending_parts",
            () => new Measurement<int>(pendingParts(), _all),
            "{message}",
            "Parts of split messages that wait for others.");
    }

    /// <summary>The number of dead letters so far.</summary>
    public long DeadLetters => Volatile.Read(ref _deadLetterCount);

    /// <summary>The number of events that were handled so far, repeated ones included.</summary>
    public long Events => Volatile.Read(ref _eventCount);

    public void AddConsumed(string topic)
    {
        if (_consumed.Enabled)
            _consumed.Add(1, TagsFor(topic));
    }

    public void AddNotRoutable(NotRoutableReason reason)
        => _notRoutable.Add(1, _group, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void AddStale() => _stale.Add(1, _all);

    public void AddDeadLetter(string reason)
    {
        Interlocked.Increment(ref _deadLetterCount);
        _deadLetters.Add(1, _group, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>Records a call of the handler.</summary>
    /// <param name="topic">The topic of the event.</param>
    /// <param name="started">The timestamp at the start of the call.</param>
    /// <param name="failure">The exception, if it failed.</param>
    public void AddAttempt(string topic, long started, Exception? failure)
    {
        if (failure is null)
            Interlocked.Increment(ref _eventCount);
        else
            _failedAttempts.Add(1, _all);

        if (!_duration.Enabled)
            return;

        TagList tags = TagsFor(topic);
        if (failure is not null)
            tags.Add("error.type", failure.GetType().FullName);

        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
    }

    /// <summary>Starts the trace of an event; <see langword="null"/> if nobody listens.</summary>
    /// <param name="topic">The topic of the event.</param>
    /// <param name="partition">Its partition.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="parent">The trace context of the producer, as in the header <c>traceparent</c>, if known.</param>
    public Activity? StartProcessing(string topic, int partition, long offset, string? parent)
    {
        if (!s_activities.HasListeners())
            return null;

        ActivityContext.TryParse(parent, traceState: null, isRemote: true, out ActivityContext context);
        Activity? activity = s_activities.StartActivity($"process {topic}", ActivityKind.Consumer, context);
        activity?.SetTag("messaging.system", "kafka")
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", topic)
            .SetTag("messaging.destination.partition.id", partition)
            .SetTag("messaging.kafka.offset", offset)
            .SetTag(_group.Key, _group.Value);
        return activity;
    }

    public void Dispose() => _meter.Dispose();

    private TagList TagsFor(string topic)
    {
        TagList tags = _all;
        tags.Add("messaging.destination.name", topic);
        return tags;
    }
}
