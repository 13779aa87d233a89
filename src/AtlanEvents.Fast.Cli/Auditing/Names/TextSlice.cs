namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>Where a text stands in a <see cref="TextArena"/>.</summary>
internal readonly record struct TextSlice(int Block, int Start, int Length);
