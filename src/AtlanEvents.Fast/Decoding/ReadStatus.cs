namespace AtlanEvents.Fast.Decoding;

/// <summary>The result of reading the next line of a segment.</summary>
internal enum ReadStatus
{
    /// <summary>The line is an event.</summary>
    Event,

    /// <summary>The line has another outcome, which was counted.</summary>
    OtherLine,

    /// <summary>No further line ends in the segment.</summary>
    EndOfSegment,

    /// <summary>The line must be read in order; see <see cref="LineScope.Partition"/>. It was not counted.</summary>
    DependentLine,

    /// <summary>Too much was unpacked since the last <see cref="LineDecoder.Recycle"/>. No line was read.</summary>
    MemoryFull,
}
