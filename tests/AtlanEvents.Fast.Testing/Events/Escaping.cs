namespace AtlanEvents.Fast.Testing.Events;

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
