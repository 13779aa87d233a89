namespace AtlanEvents.Fast.Testing.Events;

/// <summary>The style in which an event is written. It does not change the content.</summary>
public sealed record WritingStyle
{
    /// <summary>The seed of all random choices.</summary>
    public int Seed { get; init; }

    /// <summary>Whether members are in random order.</summary>
    public bool IsShuffled { get; init; }

    /// <summary>Whether there are random spaces, tabs and carriage returns between tokens.</summary>
    public bool IsSpaced { get; init; }

    public Escaping Escaping { get; init; }
}
