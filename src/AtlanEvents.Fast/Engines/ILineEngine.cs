namespace AtlanEvents.Fast.Engines;

/// <summary>Validates one line and locates its routing fields.</summary>
/// <remarks>
/// Every engine gives the same result for every line, whatever it was given before, and never throws. An engine may keep state
/// between lines, and so serves one reader at a time.
/// </remarks>
internal interface ILineEngine
{
    /// <summary>Which engine this is.</summary>
    EventEngine Kind { get; }

    /// <summary>Reads a line from end to end.</summary>
    /// <param name="line">One JSON value with whitespace around it. Not longer than the limit, and not blank.</param>
    /// <param name="located">What the line holds, if it was accepted.</param>
    /// <returns><see cref="LineFaultReason.None"/>, or the reason why the line is rejected.</returns>
    LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located);
}
