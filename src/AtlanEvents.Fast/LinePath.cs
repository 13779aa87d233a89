namespace AtlanEvents.Fast;

/// <summary>Which way a line went through an engine. It tells why some data is read faster than other; never what a line becomes.</summary>
public enum LinePath : byte
{
    /// <summary>The fast engine recognised the line: it has a shape that was learned from earlier ones.</summary>
    Fast,

    /// <summary>The fast engine parsed the line in full.</summary>
    General,

    /// <summary>The reference engine read the line.</summary>
    Reference,
}
