namespace AtlanEvents.Fast.Fuzzing.Running;

/// <summary>What a run is to do.</summary>
internal sealed record FuzzSettings
{
    /// <summary>The seed of all cases.</summary>
    public required int Seed { get; init; }

    /// <summary>The longest that it may take.</summary>
    public TimeSpan Time { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The most cases.</summary>
    public long Cases { get; init; } = long.MaxValue;

    /// <summary>How many threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>After how many finds it stops.</summary>
    public int MaxFinds { get; init; } = 1;

    /// <summary>Where finds are written.</summary>
    public required string Output { get; init; }
}
