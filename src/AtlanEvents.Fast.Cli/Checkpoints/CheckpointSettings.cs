namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>Where and how often a checkpoint is saved, and what has to stay the same.</summary>
/// <param name="Path">The file.</param>
/// <param name="Interval">How often.</param>
/// <param name="Options">The options that decide what is written, as they were given.</param>
/// <param name="CanStartInside">
/// Whether a run can start in the middle of the inputs; not if what was before decides what is picked, as it does where repeats are left out.
/// </param>
internal sealed record CheckpointSettings(string Path, TimeSpan Interval, SortedDictionary<string, string> Options, bool CanStartInside);
