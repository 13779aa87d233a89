using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Engines;

/// <summary>What an engine found in a line: where the fields are, and what else there is that tells the kinds of message apart.</summary>
internal struct LocatedLine
{
    public Fields Strings;
    public MessageTraits Traits;

    /// <summary>The way that the line went.</summary>
    public LinePath Path;

    /// <summary>Whether a string may be <see cref="FieldForm.Escaped"/>.</summary>
    public bool MayHaveEscapes;

    /// <summary>One slice for each <see cref="Field"/>.</summary>
    [InlineArray((int)Field.Count)]
    public struct Fields
    {
        private FieldSlice _first;
    }
}
