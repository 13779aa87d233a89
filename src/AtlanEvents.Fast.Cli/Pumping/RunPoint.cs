namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>A place in the inputs that another run can go on from, with what was counted up to there.</summary>
internal sealed record RunPoint
{
    /// <summary>Which input it is in, from 0.</summary>
    public required int Input { get; init; }

    /// <summary>Where in the input it is.</summary>
    public required ResumePoint Place { get; init; }

    /// <summary>What became of the lines before it; see <see cref="RunTotals.Save"/>.</summary>
    public required SortedDictionary<string, long> Totals { get; init; }

    /// <summary>How many lines before it were rejected.</summary>
    public long RejectedLines { get; init; }

    /// <summary>How many events before it the options pick.</summary>
    public long Events { get; init; }

    /// <summary>How many events before it passed all but the skipping and the limit.</summary>
    public long Passed { get; init; }
}
