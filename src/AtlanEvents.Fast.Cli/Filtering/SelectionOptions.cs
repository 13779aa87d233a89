namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>The parts of two events that must be equal for the second one to be a repeat.</summary>
internal enum RepeatKey
{
    /// <summary>Repeats are not recognised.</summary>
    None,

    /// <summary>Guid, operation and <c>eventTime</c>; all bytes if one of these is absent.</summary>
    Event,

    /// <summary>All bytes.</summary>
    Line,
}

/// <summary>The conditions of an <see cref="EventFilter"/>. An empty list matches every event.</summary>
internal sealed record FilterOptions
{
    public TimeRange Times { get; init; } = TimeRange.All;

    public IReadOnlyList<string> Operations { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];

    public IReadOnlyList<string> Handlers { get; init; } = [];

    public IReadOnlyList<string> Guids { get; init; } = [];

    /// <summary>Qualified names; each includes everything below it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}

/// <summary>The conditions of an <see cref="EventSelection"/>.</summary>
internal sealed record SelectionOptions
{
    public FilterOptions Filter { get; init; } = new();

    /// <summary>How repeated events are recognised. They are left out.</summary>
    public RepeatKey Repeats { get; init; }

    /// <summary>The number of events remembered to recognise repeats.</summary>
    public int RepeatWindow { get; init; } = RepeatFilter.DefaultWindow;

    /// <summary>Selects one asset in this many, with all its events.</summary>
    public int Sample { get; init; } = 1;

    /// <summary>The number of events to skip.</summary>
    public long Skip { get; init; }

    /// <summary>The maximum number of events.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>Whether the filter can select purge deletes.</summary>
    public bool MaySelectPurges
        => (Filter.Handlers.Count == 0 || Filter.Handlers.Any(handler => handler is "HARD" or "PURGE"))
            && (Filter.Operations.Count == 0 || Filter.Operations.Contains("ENTITY_DELETE"));
}
