namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>How long and how irregular a mixed stream is.</summary>
internal sealed record MixedStreamOptions
{
    public int Events { get; init; } = 10_000;

    /// <summary>How likely an attribute is missing from an event, from 0 to 1.</summary>
    public double DropRate { get; init; } = 0.1;

    public ulong Seed { get; init; } = 1;
}
