using AtlanEvents.Fast.Kafka.Clients;

namespace AtlanEvents.Fast.Kafka;

/// <summary>Checks options before anything connects.</summary>
internal static class EventConsumerOptionsRules
{
    private const int MaxConcurrency = 1_024;

    /// <summary>Returns a sentence for each mistake.</summary>
    public static IReadOnlyList<string> Check(EventConsumerOptions options)
    {
        var mistakes = new List<string>();
        Require(!string.IsNullOrWhiteSpace(options.BootstrapServers), "Set BootstrapServers, such as kafka-1:9092,kafka-2:9092.");
        Require(!string.IsNullOrWhiteSpace(options.GroupId), "Set GroupId: the consumer group whose members share the partitions.");
        Require(options.Topics.All(topic => !string.IsNullOrWhiteSpace(topic)), "Topics contains an empty name.");
        Require(
            !options.Topics.Any(topic => topic.StartsWith('^')), "Topics contains a regular expression; name each topic.");
        string[] topics = [.. options.Topics];
        Require(options.DeadLetterTopic is not "", "DeadLetterTopic is empty; use null to stop at the first failure instead.");
        Require(options.PartsTopic is not "", "PartsTopic is empty; use null to join parts where they arrive.");
        Require(
            options.DeadLetterTopic is null || !topics.Contains(options.DeadLetterTopic),
            "DeadLetterTopic is one of Topics, so that dead letters would be consumed again; use another topic.");
        Require(
            options.PartsTopic is null || (!topics.Contains(options.PartsTopic) && options.PartsTopic != options.DeadLetterTopic),
            "PartsTopic must differ from Topics and DeadLetterTopic.");
        Require(options.PartsTopic is null || options.Reader.Reassembly is not null, "PartsTopic needs Reader.Reassembly.");
        Require(options.Reader.FaultHandler is null, "Reader.FaultHandler must be null: rejected lines go to DeadLetterTopic.");
        RequireRange(options.Concurrency, 1, MaxConcurrency, nameof(options.Concurrency));
        RequireRange(options.MaxInFlight, 1, int.MaxValue, nameof(options.MaxInFlight));
        RequireRange(options.MaxInFlightBytes, 1, long.MaxValue, nameof(options.MaxInFlightBytes));
        RequireRange(options.MaxUncommitted, 1, int.MaxValue, nameof(options.MaxUncommitted));
        RequireRange(options.MaxAttempts, 1, int.MaxValue, nameof(options.MaxAttempts));
        RequireRange(options.StaleEventMemory, 0, 100_000_000, nameof(options.StaleEventMemory));
        RequireRange(options.BulkDeleteThreshold, 1, int.MaxValue, nameof(options.BulkDeleteThreshold));
        RequireRange(options.MaxPurgesPerMinute ?? 1, 0, 10_000_000, nameof(options.MaxPurgesPerMinute));
        RequireTime(options.FirstRetryDelay, nameof(options.FirstRetryDelay));
        RequireTime(options.MaxRetryDelay, nameof(options.MaxRetryDelay));
        RequireTime(options.AttemptTimeout ?? TimeSpan.FromSeconds(1), nameof(options.AttemptTimeout));
        RequireTime(options.PartTimeout, nameof(options.PartTimeout));
        RequireTime(options.RevokeTimeout, nameof(options.RevokeTimeout));
        RequireTime(options.StopTimeout, nameof(options.StopTimeout));
        RequireTime(options.ConnectTimeout, nameof(options.ConnectTimeout));
        RequireTime(options.BulkDeleteQuietTime, nameof(options.BulkDeleteQuietTime));
        foreach (string name in options.ClientSettings.Keys.Concat(options.ConsumerSettings.Keys).Where(ClientSettings.OfConsumer.Contains))
            mistakes.Add($"The setting {name} cannot be changed: it is an option of its own, or the guarantees depend on it.");

        return mistakes;

        void Require(bool isMet, string mistake)
        {
            if (!isMet)
                mistakes.Add(mistake);
        }

        void RequireRange(long value, long min, long max, string name)
            => Require(value >= min && value <= max, $"{name} is {value}; it must be from {min} to {max}.");

        // Timers and waits take at most 2^31 - 1 milliseconds.
        void RequireTime(TimeSpan value, string name)
            => Require(
                value > TimeSpan.Zero && value.TotalMilliseconds < int.MaxValue,
                $"{name} is {value}; it must be positive and less than 24 days.");
    }
}
