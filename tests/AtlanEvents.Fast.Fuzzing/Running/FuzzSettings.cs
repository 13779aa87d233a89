namespace AtlanEvents.Fast.Fuzzing.Running;

/// <summary>The settings of a run.</summary>
internal sealed record FuzzSettings
{
    /// <summary>The seed of all cases.</summary>
    public required int Seed { get; init; }

    /// <summary>The maximum duration.</summary>
    public TimeSpan Time { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The maximum number of cases.</summary>
    public long Cases { get; init; } = long.MaxValue;

    /// <summary>The number of threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The number of finds after which the run stops.</summary>
    public int MaxFinds { get; init; } = 1;

    /// <summary>The folder to which finds are written.</summary>
    public required string Output { get; init; }
}
