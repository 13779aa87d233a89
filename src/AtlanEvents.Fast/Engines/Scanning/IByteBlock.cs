namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>What is asked of 64 bytes at once. Bit <c>i</c> of an answer is that of byte <c>i</c>.</summary>
/// <remarks>
/// Algorithms are written once over this; the widths differ only in how many vector instructions 64 bytes take. Every method
/// requires 64 readable bytes at each reference.
/// <code>
/// bytes          H A R D " } , " o p ...
/// StringEnds     0 0 0 0 1 0 0 1 0 0        from right to left in the result
/// </code>
/// </remarks>
internal interface IByteBlock
{
    /// <summary>How many bits wide a vector is.</summary>
    static abstract int VectorBits { get; }

    /// <summary>Where two blocks differ.</summary>
    static abstract ulong Differences(ref readonly byte left, ref readonly byte right);

    /// <summary>Where a byte is less than <paramref name="low"/>, or more than <paramref name="range"/> above it, or a backslash.</summary>
    static abstract ulong Mismatches(ref readonly byte bytes, ref readonly byte low, ref readonly byte range);

    /// <summary>Where a byte is less than <paramref name="low"/>, or more than <paramref name="range"/> above it, or a quote or backslash.</summary>
    /// <param name="bytes">The block.</param>
    /// <param name="low">The least byte.</param>
    /// <param name="range">What the greatest has more.</param>
    /// <param name="nonAscii">Where there are bytes from 0x80, before the first of these places; what it says of the bytes behind means nothing.</param>
    static abstract ulong Outside(ref readonly byte bytes, byte low, byte range, out ulong nonAscii);

    /// <summary>Where the plain ASCII of a string ends: quotes, backslashes, control characters and bytes from 0x80.</summary>
    static abstract ulong StringEnds(ref readonly byte bytes);

    /// <summary>Where a string ends, or is not plain: quotes, backslashes and control characters.</summary>
    static abstract ulong StringStops(ref readonly byte bytes);

    /// <summary>Where there are bytes from 0x80.</summary>
    static abstract ulong NonAscii(ref readonly byte bytes);

    /// <summary>Where UTF-8 turns out to be malformed: at a byte that cannot follow the up to three before it.</summary>
    /// <remarks>
    /// Requires three readable bytes before the reference, too. See J. Keiser, D. Lemire, "Validating UTF-8 In Less Than One Instruction
    /// Per Byte", Software: Practice and Experience 51(5), 2021.
    /// </remarks>
    static abstract ulong Utf8Errors(ref readonly byte bytes);

    /// <summary>Where there is neither space nor tab, line feed or carriage return.</summary>
    static abstract ulong NonWhiteSpace(ref readonly byte bytes);

    /// <summary>Where there is no decimal digit.</summary>
    static abstract ulong NonDigits(ref readonly byte bytes);
}
