using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>How far a replay has come, as it is saved.</summary>
internal sealed record Checkpoint
{
    /// <summary>What <see cref="Version"/> is now. Another one is not read.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The options that decide what is written, as they were given.</summary>
    public required SortedDictionary<string, string> Options { get; init; }

    /// <summary>The inputs, in the order in which they are read.</summary>
    public required IReadOnlyList<InputIdentity> Inputs { get; init; }

    /// <summary>Where reading can go on from, at or before the last of those events; <see langword="null"/> at the very start.</summary>
    public RunPoint? Point { get; init; }

    /// <summary>How many events were taken care of for good: the first ones of those that the options pick.</summary>
    public long Events { get; init; }

    /// <summary>How long the output is with them, in bytes, if it is a file.</summary>
    public long? OutputLength { get; init; }

    /// <summary>How many rejected lines there were.</summary>
    public long RejectedLines { get; init; }

    /// <summary>The first of them, as a message names it.</summary>
    public string? FirstRejected { get; init; }

    /// <summary>The first refused event likewise.</summary>
    public string? FirstRefused { get; init; }

    /// <summary>How many events the receiver refused, by HTTP status.</summary>
    public SortedDictionary<int, long> Refused { get; init; } = [];

    /// <summary>How long the dead letter is with them, in bytes.</summary>
    public long? DeadLetterLength { get; init; }

    /// <summary>Whether everything was done.</summary>
    public bool IsComplete { get; init; }
}
