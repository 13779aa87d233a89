using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Kafka.Telemetry;

/// <summary>All log messages. None contains content of events, or messages of a handler's exceptions.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Consuming {Topics} in group {Group}")]
    public static partial void Started(ILogger log, string topics, string group);

    [LoggerMessage(2, LogLevel.Information, "Stopped consuming {Topics} in group {Group}")]
    public static partial void Stopped(ILogger log, string topics, string group);

    [LoggerMessage(3, LogLevel.Information, "Assigned {Count} partitions: {Partitions}")]
    public static partial void Assigned(ILogger log, int count, string partitions);

    [LoggerMessage(4, LogLevel.Information, "Revoked {Count} partitions: {Partitions}")]
    public static partial void Revoked(ILogger log, int count, string partitions);

    [LoggerMessage(5, LogLevel.Warning, "Lost {Count} partitions without notice, committed nothing: {Partitions}")]
    public static partial void Lost(ILogger log, int count, string partitions);

    [LoggerMessage(6, LogLevel.Warning, "Events of {Topic} [{Partition}] are abandoned while they are handled; they will be repeated")]
    public static partial void Abandoned(ILogger log, string topic, int partition);

    [LoggerMessage(7, LogLevel.Warning, "Offsets could not be committed, so events will be repeated: {Code}")]
    public static partial void CommitFailed(ILogger log, string code);

    [LoggerMessage(8, LogLevel.Warning, "Attempt {Attempt} failed at {Topic} [{Partition}] offset {Offset}: {ExceptionType}")]
    public static partial void AttemptFailed(ILogger log, int attempt, string topic, int partition, long offset, string exceptionType);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "Dead letter: {Topic} [{Partition}] offset {Offset}, {Reason}, {Attempts} attempts, {ExceptionType}")]
    public static partial void DeadLetter(
        ILogger log,
        string topic,
        int partition,
        long offset,
        string reason,
        int attempts,
        string? exceptionType);

    [LoggerMessage(10, LogLevel.Debug, "Paused {Count} partitions: {InFlight} messages in flight")]
    public static partial void Paused(ILogger log, int count, int inFlight);

    [LoggerMessage(11, LogLevel.Warning, "Kafka client: {Code}: {Reason}")]
    public static partial void ClientError(ILogger log, string code, string reason);

    [LoggerMessage(12, LogLevel.Debug, "Kafka client: {Facility}: {Message}")]
    public static partial void ClientDetail(ILogger log, string facility, string message);

    [LoggerMessage(13, LogLevel.Warning, "Did not finish all events within {Timeout}; they will be repeated")]
    public static partial void StopTimedOut(ILogger log, TimeSpan timeout);

    [LoggerMessage(15, LogLevel.Warning, "Could not leave the group within {Timeout}; it notices later, and events may be repeated")]
    public static partial void LeaveTimedOut(ILogger log, TimeSpan timeout);

    [LoggerMessage(16, LogLevel.Warning, "{Topic} [{Partition}] went back to offset {Offset}; its brokers have lost messages after it")]
    public static partial void OffsetWentBack(ILogger log, string topic, int partition, long offset);

    [LoggerMessage(
        17,
        LogLevel.Error,
        "Dead letter without content: {Topic} [{Partition}] offset {Offset} is too large for {DeadLetterTopic}; its value has {Bytes} bytes")]
    public static partial void DeadLetterTooLarge(
        ILogger log,
        string topic,
        int partition,
        long offset,
        string deadLetterTopic,
        int bytes);

    [LoggerMessage(14, LogLevel.Error, "The consumer of group {Group} failed")]
    public static partial void Failed(ILogger log, string group, Exception exception);
}
