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

    /// <summary>Where the plain ASCII of a string ends: quotes, backslashes, control characters and bytes from 0x80.</summary>
    static abstract ulong StringEnds(ref readonly byte bytes);

    /// <summary>Where there is no decimal digit.</summary>
    static abstract ulong NonDigits(ref readonly byte bytes);
}
