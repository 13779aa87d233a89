namespace AtlanEvents.Fast.Testing.Events;

/// <summary>How much of a string is written as escapes.</summary>
public enum Escaping
{
    /// <summary>Only what JSON demands.</summary>
    Required,

    /// <summary><c>\uXXXX</c> for all that is not ASCII, surrogate pairs included, as other serialisers do.</summary>
    NonAscii,

    /// <summary>Any character of keys and values, at random, in any of the ways that there are.</summary>
    Anything,
}
