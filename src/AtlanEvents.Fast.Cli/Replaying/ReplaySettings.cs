using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>The settings of a replay.</summary>
internal sealed record ReplaySettings
{
    public required PumpSettings Input { get; init; }

    public required DeadLetterSettings DeadLetter { get; init; }

    public required SelectionOptions Selection { get; init; }

    public required SinkSettings Sink { get; init; }

    public CheckpointSettings? Checkpoint { get; init; }

    /// <summary>Whether offsets are committed for the groups of the topics that are read.</summary>
    public bool CommitsOffsets => Input.Inputs.Any(input => input.HasGroup);

    /// <summary>Whether the replay only counts what it would deliver.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether purge deletes may be sent to a receiver without confirmation.</summary>
    public bool MaySendPurges { get; init; }

    /// <summary>The file for a summary in JSON, if any.</summary>
    public string? SummaryPath { get; init; }

    public ProgressMode Progress { get; init; }

    public bool IsQuiet { get; init; }
}
