namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Which events an <see cref="EventSelection"/> picks.</summary>
internal sealed record SelectionOptions
{
    public FilterOptions Filter { get; init; } = new();

    /// <summary>What makes an event a repeat of an earlier one, which is left out.</summary>
    public RepeatKey Repeats { get; init; }

    /// <summary>How many events are remembered for it.</summary>
    public int RepeatWindow { get; init; } = EventRepeats.DefaultWindow;

    /// <summary>One asset in so many, with all its events.</summary>
    public int Sample { get; init; } = 1;

    /// <summary>So many of the first are left out.</summary>
    public long Skip { get; init; }

    /// <summary>No more than these.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>Whether a purge can be among what is picked.</summary>
    public bool MayPickPurge
        => (Filter.Handlers.Count == 0 || Filter.Handlers.Any(handler => handler is "HARD" or "PURGE"))
            && (Filter.Operations.Count == 0 || Filter.Operations.Contains("ENTITY_DELETE"));
}
