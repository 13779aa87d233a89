using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.Kafka.Watching;

namespace AtlanEvents.Fast.Cli.Receiving.Status;

/// <summary>What was received so far. Thread-safe.</summary>
internal sealed class ReceiverActivity
{
    private const int BulkDeleteThreshold = 100;
    private static readonly TimeSpan s_quietTime = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly BulkDeleteWatch _watch = new(observer: null, BulkDeleteThreshold, s_quietTime, TimeProvider.System);
    private readonly long[] _byOperation = new long[Enum.GetValues<OperationType>().Length];
    private long _messages;
    private long _events;
    private long _bytes;

    /// <summary>Adds a message that is about to be accepted.</summary>
    public void Add(in EventView view, WebhookMessage message)
    {
        lock (_lock)
        {
            _messages++;
            _bytes += message.Body.Length;
            if (message.Verdict.Outcome != LineOutcome.Event)
                return;

            _events++;
            _byOperation[(int)view.Operation]++;
            _watch.Add(view);
        }
    }

    /// <summary>The state as the status page shows it.</summary>
    /// <param name="accepted">The number of messages that the destination accepted.</param>
    /// <param name="destination">Where they go.</param>
    /// <param name="problem">Why it does not accept any at present.</param>
    /// <param name="deadLetters">The number of events that a receiver refused.</param>
    public ReceiverStatus GetStatus(long accepted, string destination, string? problem, long deadLetters)
    {
        lock (_lock)
        {
            _watch.FinishQuiet();
            return new ReceiverStatus
            {
                Destination = destination,
                Problem = problem,
                Accepted = accepted,
                Messages = _messages,
                Events = _events,
                Bytes = _bytes,
                DeadLetters = deadLetters,
                Operations = Enum.GetValues<OperationType>()
                    .Where(operation => _byOperation[(int)operation] > 0)
                    .ToDictionary(operation => operation.ToString(), operation => _byOperation[(int)operation]),
                BulkDeletes = [.. _watch.UnderWay()
                    .Reverse()
                    .Select(bulk => new BulkDeleteStatus(bulk.Connection, bulk.Deletes, bulk.Purges, bulk.FirstSeen, bulk.LastSeen))],
            };
        }
    }
}
