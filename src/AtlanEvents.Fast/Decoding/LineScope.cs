namespace AtlanEvents.Fast.Decoding;

/// <summary>The lines that a <see cref="LineDecoder"/> reads.</summary>
internal enum LineScope
{
    /// <summary>The lines of one input, in order: several can be parts of one message.</summary>
    Input,

    /// <summary>Lines by themselves.</summary>
    Line,

    /// <summary>
    /// Consecutive lines of an input whose earlier lines are read elsewhere. The decoder stops before a line whose outcome depends on them,
    /// a part of a message, and before what must not be read ahead: a compressed message, which may be large once decompressed, and without
    /// a fault handler a rejected line, which ends the reading.
    /// </summary>
    Partition,
}
