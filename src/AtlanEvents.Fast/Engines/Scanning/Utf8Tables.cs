namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>Three tables that classify two adjacent bytes of UTF-8 (RFC 3629). Their entries are combined with AND.</summary>
/// <remarks>
/// Each bit is one kind of error. A bit survives if the high half of the first byte, its low half and the high half of the second
/// byte all have it. The last bit, <c>TwoContinuations</c>, is no error by itself: a longer sequence needs two continuation bytes
/// in a row. Source: J. Keiser, D. Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", Software: Practice and
/// Experience 51(5), 2021.
/// <code>
/// E2 82 AC   at 82: E_ and _2 and 8_ have no bit in common   valid
/// C0 80      at 80: C_ and _0 and 8_ have Overlong2          error
/// </code>
/// </remarks>
internal static class Utf8Tables
{
    // A lead byte without enough continuation bytes; a continuation byte after ASCII.
    private const byte TooShort = 1 << 0;
    private const byte TooLong = 1 << 1;

    // Characters encoded in more bytes than they need.
    private const byte Overlong3 = 1 << 2;
    private const byte TooLarge = 1 << 3;
    private const byte Surrogate = 1 << 4;
    private const byte Overlong2 = 1 << 5;

    // F5 and above followed by 8_, which TooLarge does not cover; and F0 8_.
    private const byte TooLarge1000 = 1 << 6;
    private const byte Overlong4 = 1 << 6;
    private const byte TwoContinuations = 1 << 7;

    // Errors that do not depend on the low half of the first byte.
    private const byte Carry = TooShort | TooLong | TwoContinuations;

    /// <summary>By the high half of the first byte.</summary>
    public static ReadOnlySpan<byte> FirstHigh =>
    [
        TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong,
        TwoContinuations, TwoContinuations, TwoContinuations, TwoContinuations,
        TooShort | Overlong2,
        TooShort,
        TooShort | Overlong3 | Surrogate,
        TooShort | TooLarge | TooLarge1000 | Overlong4,
    ];

    /// <summary>By the low half of the first byte.</summary>
    public static ReadOnlySpan<byte> FirstLow =>
    [
        Carry | Overlong3 | Overlong2 | Overlong4,
        Carry | Overlong2,
        Carry,
        Carry,
        Carry | TooLarge,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000 | Surrogate,
        Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000,
    ];

    /// <summary>By the high half of the second byte.</summary>
    public static ReadOnlySpan<byte> SecondHigh =>
    [
        TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort,
        TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge1000 | Overlong4,
        TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge,
        TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
        TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
        TooShort, TooShort, TooShort, TooShort,
    ];
}
