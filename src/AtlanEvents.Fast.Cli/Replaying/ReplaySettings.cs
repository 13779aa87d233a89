using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>What a replay reads, picks, and hands on to where.</summary>
internal sealed record ReplaySettings
{
    public required PumpSettings Input { get; init; }

    public required SelectionOptions Selection { get; init; }

    public required SinkSettings Sink { get; init; }

    /// <summary>Where it is saved how far it is, if anywhere.</summary>
    public CheckpointSettings? Checkpoint { get; init; }

    /// <summary>Whether it only counts.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether purges may go to a receiver without being asked for.</summary>
    public bool MayPurge { get; init; }

    /// <summary>Where a summary for programs goes, if anywhere.</summary>
    public string? SummaryPath { get; init; }

    public bool IsQuiet { get; init; }
}
