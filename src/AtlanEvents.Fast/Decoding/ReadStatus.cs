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

    /// <summary>The line depends on earlier lines; see <see cref="LineScope.Partition"/>. It was not read.</summary>
    DependentLine,

    /// <summary>Too much was unpacked since the last <see cref="LineDecoder.Recycle"/>. No line was read.</summary>
    MemoryFull,
}
