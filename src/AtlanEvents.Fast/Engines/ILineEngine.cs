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

    /// <summary>How many bits wide its vectors are; 0 if it has none of its own.</summary>
    int VectorBits { get; }

    /// <summary>What it does about keys that repeat.</summary>
    DuplicateFieldPolicy DuplicateFields { get; }

    /// <summary>Whether the next reader is better off with this engine, for what it has learned, than with a new one.</summary>
    bool IsWorthKeeping { get; }

    /// <summary>Whether <see cref="TryReadLine"/> can ever succeed.</summary>
    bool CanRecognise { get; }

    /// <summary>Reads the line at the start of some memory without looking for its end first, if it is one that the engine recognises.</summary>
    /// <param name="memory">The line, and what stands behind it.</param>
    /// <param name="length">The line's length up to its newline or CRLF, both of which are there.</param>
    /// <param name="located">What the line holds.</param>
    /// <returns>Whether it was read, and accepted. If not, nothing is said about it: frame it and call <see cref="Locate"/>.</returns>
    bool TryReadLine(ReadOnlySpan<byte> memory, out int length, out LocatedLine located);

    /// <summary>Reads a line from end to end.</summary>
    /// <param name="line">One JSON value with whitespace around it. Not longer than the limit, and not blank.</param>
    /// <param name="located">What the line holds, if it was accepted.</param>
    /// <returns><see cref="LineFaultReason.None"/>, or the reason why the line is rejected.</returns>
    LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located);
}
