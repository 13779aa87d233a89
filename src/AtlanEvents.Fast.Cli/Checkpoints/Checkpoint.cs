using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>The saved state of a replay.</summary>
internal sealed record Checkpoint
{
    /// <summary>The only <see cref="Version"/> that this version of the tool reads.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The options that affect the output, as they were typed.</summary>
    public required SortedDictionary<string, string> Options { get; init; }

    /// <summary>The inputs, in reading order.</summary>
    public required IReadOnlyList<InputIdentity> Inputs { get; init; }

    /// <summary>Where reading resumes, at or before the last of <see cref="Events"/>; <see langword="null"/> for the start.</summary>
    public RunPoint? Point { get; init; }

    /// <summary>The number of events delivered for good: always the first ones of those selected.</summary>
    public long Events { get; init; }

    /// <summary>The length of the output in bytes at that point, if it is a file.</summary>
    public long? OutputLength { get; init; }

    public long RejectedLines { get; init; }

    /// <summary>The first rejected line, as messages describe it.</summary>
    public string? FirstRejected { get; init; }

    /// <summary>The first refused event, as messages describe it.</summary>
    public string? FirstRefused { get; init; }

    /// <summary>Events that the receiver refused, by HTTP status.</summary>
    public SortedDictionary<int, long> Refused { get; init; } = [];

    /// <summary>The length of the dead letter in bytes at that point.</summary>
    public long? DeadLetterLength { get; init; }

    public bool IsComplete { get; init; }
}
