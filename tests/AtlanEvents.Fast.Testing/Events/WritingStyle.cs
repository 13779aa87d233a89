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

/// <summary>Which characters of a string are written as escapes.</summary>
public enum Escaping
{
    /// <summary>Only the escapes that JSON requires.</summary>
    Required,

    /// <summary><c>\uXXXX</c> for everything outside ASCII, including surrogate pairs, as many serialisers do.</summary>
    NonAscii,

    /// <summary>Random characters of keys and values, in any form of escape.</summary>
    Anything,
}
