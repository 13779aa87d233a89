using AtlanEvents.Fast.Cli.Inputs;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>Where and how often a checkpoint is saved, and what must not change between runs.</summary>
/// <param name="Path">The file.</param>
/// <param name="Interval">The time between two saves.</param>
/// <param name="Options">The options that affect the output, as they were typed.</param>
/// <param name="Inputs">The inputs, in reading order.</param>
/// <param name="CanResumeInside">
/// Whether a run can resume in the middle of the inputs. It cannot if earlier events affect the selection, as with <c>--dedupe</c>.
/// </param>
internal sealed record CheckpointSettings(
    string Path,
    TimeSpan Interval,
    SortedDictionary<string, string> Options,
    IReadOnlyList<InputIdentity> Inputs,
    bool CanResumeInside);
