using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Statistics.Fields;

namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>What is counted.</summary>
internal sealed record StatisticsOptions
{
    /// <summary>The events that are counted.</summary>
    public TimeRange Times { get; init; } = TimeRange.All;

    /// <summary>Whether events are counted by scenario.</summary>
    public bool ByScenario { get; init; }

    /// <summary>Whether events are counted by time.</summary>
    public bool ByTime { get; init; }

    /// <summary>The requested width of a bucket of time in milliseconds; <see langword="null"/> for a suitable one.</summary>
    public long? BucketWidth { get; init; }

    /// <summary>The fields whose most frequent values are counted.</summary>
    public IReadOnlyList<TopField> Tops { get; init; } = [];
}
