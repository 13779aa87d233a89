namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>Byte-class queries over a 64-byte block. Bit <c>i</c> of a result belongs to byte <c>i</c>.</summary>
/// <remarks>
/// Every method requires 64 readable bytes at each reference. The scanners are written once over this interface.
/// <code>
/// bytes          H A R D " } , " o p ...
/// StringEnds     0 0 0 0 1 0 0 1 0 0 ...   (the lowest bit is on the left)
/// </code>
/// </remarks>
internal interface IByteBlock
{
    /// <summary>The number of bytes in a block.</summary>
    const int Size = 64;

    /// <summary>Bytes in which two blocks differ.</summary>
    static abstract ulong Differences(ref readonly byte left, ref readonly byte right);

    /// <summary>The distance from '#' to the backslash. A byte that is so much above <c>low</c> is always a mismatch.</summary>
    const byte NeverAbove = (byte)'\\' - (byte)'#';

    /// <summary>
    /// Bytes outside <c>low</c> to <c>low + range</c>, given for each byte, and those that are <see cref="NeverAbove"/> above <c>low</c>:
    /// so a range from '#' on leaves out the backslash.
    /// </summary>
    /// <param name="bytes">The block.</param>
    /// <param name="low">The smallest values; those for the block are at <paramref name="position"/>.</param>
    /// <param name="range">The differences between the largest values and the smallest, at the same position.</param>
    /// <param name="position">A position in bytes.</param>
    static abstract ulong Mismatches(ref readonly byte bytes, ref readonly byte low, ref readonly byte range, nuint position);

    /// <summary>
    /// Quotes, backslashes, control characters and bytes from 0x80: everything that ends a run of plain ASCII in a string.
    /// </summary>
    static abstract ulong StringEnds(ref readonly byte bytes);

    /// <summary>Quotes, backslashes and control characters.</summary>
    /// <param name="bytes">The block.</param>
    /// <param name="nonAscii">The bytes from 0x80.</param>
    static abstract ulong StringStops(ref readonly byte bytes, out ulong nonAscii);

    /// <summary>Bytes that cannot follow the up to three bytes before them in UTF-8 (RFC 3629).</summary>
    /// <remarks>Also requires three readable bytes before the reference. The algorithm is described in <see cref="Utf8Tables"/>.</remarks>
    static abstract ulong Utf8Errors(ref readonly byte bytes);

    /// <summary>Bytes other than space, tab, line feed and carriage return.</summary>
    static abstract ulong NonWhiteSpace(ref readonly byte bytes);

    /// <summary>Bytes other than decimal digits.</summary>
    static abstract ulong NonDigits(ref readonly byte bytes);
}
