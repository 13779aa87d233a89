namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>What two bytes in a row tell of UTF-8 (RFC 3629): three tables whose entries are combined with AND.</summary>
/// <remarks>
/// Each bit is a way to be wrong. It stays set when the high half of the first byte, its low half and the high half of the second
/// byte all agree to it. The last bit is no error by itself: two continuation bytes in a row are right where a longer sequence needs them.
/// From J. Keiser, D. Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", Software: Practice and Experience 51(5), 2021.
/// <code>
/// E2 82 AC   the second byte: E_ and _2 and 8_   agree to no error
/// C0 80      the second byte: C_ and _0 and 8_   agree to Overlong2
/// </code>
/// </remarks>
internal static class Utf8Tables
{
    // A lead byte without enough continuation bytes; a continuation byte behind ASCII.
    private const byte TooShort = 1 << 0;
    private const byte TooLong = 1 << 1;

    // Characters in more bytes than they need; E0 9F is the last of those of three bytes.
    private const byte Overlong3 = 1 << 2;
    private const byte TooLarge = 1 << 3;
    private const byte Surrogate = 1 << 4;
    private const byte Overlong2 = 1 << 5;

    // F5 and above in the first byte, 8_ in the second, where TooLarge does not say so already; and F0 8_.
    private const byte TooLarge1000 = 1 << 6;
    private const byte Overlong4 = 1 << 6;
    private const byte TwoContinuations = 1 << 7;

    // What does not depend on the low half of the first byte.
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
