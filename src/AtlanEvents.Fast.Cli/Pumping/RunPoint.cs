using System.Text.Json.Serialization;
using AtlanEvents.Fast.Cli.Inputs;

namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>A position in the inputs from which another run can resume, with the counts up to there. Saved in checkpoints.</summary>
internal sealed record RunPoint
{
    /// <summary>The zero-based index of the input.</summary>
    public required int Input { get; init; }

    /// <summary>The position in the input.</summary>
    public required ResumePoint Place { get; init; }

    /// <summary>The offsets to commit, if the input is a topic that is read for a group. They are saved by the brokers.</summary>
    [JsonIgnore]
    public TopicOffsets? Offsets { get; init; }

    /// <summary>The counts of the lines before it; see <see cref="RunTotals.Save"/>.</summary>
    public required SortedDictionary<string, long> Totals { get; init; }

    /// <summary>Rejected lines before it.</summary>
    public long RejectedLines { get; init; }

    /// <summary>Events before it that the options select.</summary>
    public long Events { get; init; }

    /// <summary>Events before it that passed every condition except <c>--skip</c> and <c>--limit</c>.</summary>
    public long Passed { get; init; }
}
