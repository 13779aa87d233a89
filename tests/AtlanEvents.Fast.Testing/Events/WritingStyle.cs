namespace AtlanEvents.Fast.Testing.Events;

/// <summary>How an event is written down; none of it changes what it says.</summary>
public sealed record WritingStyle
{
    /// <summary>The seed of all that is random.</summary>
    public int Seed { get; init; }

    /// <summary>Whether members stand in random order.</summary>
    public bool IsShuffled { get; init; }

    /// <summary>Whether there are random spaces, tabs and carriage returns between tokens.</summary>
    public bool IsSpaced { get; init; }

    public Escaping Escaping { get; init; }
}
