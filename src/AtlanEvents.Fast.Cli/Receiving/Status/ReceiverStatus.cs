using System.Text.Json.Serialization;

namespace AtlanEvents.Fast.Cli.Receiving.Status;

/// <summary>The state of a receiver, as the status page gets it.</summary>
internal sealed record ReceiverStatus
{
    public required string Destination { get; init; }

    /// <summary>Why no messages are accepted at present; <see langword="null"/> if they are.</summary>
    public required string? Problem { get; init; }

    /// <summary>The number of messages that were accepted for good.</summary>
    public required long Accepted { get; init; }

    /// <summary>The number of valid messages that arrived, repeated ones included.</summary>
    public required long Messages { get; init; }

    public required long Events { get; init; }

    public required long Bytes { get; init; }

    /// <summary>The number of events that a receiver refused.</summary>
    public required long DeadLetters { get; init; }

    public required IReadOnlyDictionary<string, long> Operations { get; init; }

    /// <summary>The bulk deletes under way, the latest first.</summary>
    public required IReadOnlyList<BulkDeleteStatus> BulkDeletes { get; init; }
}

/// <summary>A bulk delete under way.</summary>
internal sealed record BulkDeleteStatus(string Connection, long Deletes, long Purges, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReceiverStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
