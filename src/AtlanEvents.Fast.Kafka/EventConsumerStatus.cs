namespace AtlanEvents.Fast.Kafka;

/// <summary>A snapshot of a consumer at work.</summary>
/// <param name="IsRunning">Whether the consumer runs.</param>
/// <param name="AssignedPartitions">The number of partitions that it reads.</param>
/// <param name="Lag">The number of messages in these partitions that are not finished.</param>
/// <param name="InFlight">The number of messages that are queued or being handled.</param>
/// <param name="PendingParts">The number of parts of split messages that wait for others.</param>
/// <param name="Events">The number of events handled so far, repeated ones included.</param>
/// <param name="DeadLetters">The number of messages written to the dead-letter topic so far.</param>
/// <param name="SinceProgress">The time since an offset moved or nothing was in flight.</param>
public sealed record EventConsumerStatus(
    bool IsRunning,
    int AssignedPartitions,
    long Lag,
    int InFlight,
    int PendingParts,
    long Events,
    long DeadLetters,
    TimeSpan SinceProgress);
