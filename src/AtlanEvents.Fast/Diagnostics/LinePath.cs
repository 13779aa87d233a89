namespace AtlanEvents.Fast.Diagnostics;

/// <summary>The path that a line took through an engine. It explains differences in speed and never affects the outcome.</summary>
public enum LinePath : byte
{
    /// <summary>The fast engine matched the line against a shape that it learned from earlier lines.</summary>
    Fast,

    /// <summary>The fast engine scanned the whole line.</summary>
    General,

    /// <summary>The reference engine read the line.</summary>
    Reference,
}
