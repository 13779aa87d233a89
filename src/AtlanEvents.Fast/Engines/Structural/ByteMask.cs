using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>Masks of the bytes of one class in a 64-byte block: bit <c>i</c> belongs to byte <c>i</c>.</summary>
internal static class ByteMask<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte block, byte value) => Mask<EqualQuery>(ref block, value);

    /// <summary>Bytes that equal a value when bit 5 is set in them: both kinds of opening or closing brackets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong EqualWithBit5(ref byte block, byte value) => Mask<EqualWithBit5Query>(ref block, value);

    /// <summary>Bytes that equal a value when bit 0 is set in them: a letter and the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong EqualWithBit0(ref byte block, byte value) => Mask<EqualWithBit0Query>(ref block, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Less(ref byte block, byte value) => Mask<LessQuery>(ref block, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Digits(ref byte block) => Mask<DigitQuery>(ref block);

    /// <summary>Bytes from 0x80.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonAscii(ref byte block) => Mask<HighestBitQuery>(ref block);

    /// <summary>Bytes with bit 5 set, which braces have and square brackets do not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bit5(ref byte block) => Mask<Bit5Query>(ref block);

    /// <summary>The bytes that may follow the backslash of an escape.</summary>
    public static ulong Escapable(ref byte block) => Mask<EscapableQuery>(ref block);

    public static ulong HexDigits(ref byte block)
    {
        ulong digits = Digits(ref block);
        for (byte letter = (byte)'a'; letter <= (byte)'f'; letter++)
            digits |= EqualWithBit5(ref block, letter);

        return digits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask<TQuery>(ref byte block, byte value = 0)
        where TQuery : struct, IQuery
    {
        ulong mask = TWidth.Mask(TQuery.Apply(TWidth.Load(ref block, 0), value));
        if (TWidth.Bytes <= 32)
            mask |= TWidth.Mask(TQuery.Apply(TWidth.Load(ref block, (nuint)TWidth.Bytes), value)) << TWidth.Bytes;

        if (TWidth.Bytes == 16)
        {
            mask |= TWidth.Mask(TQuery.Apply(TWidth.Load(ref block, 32), value)) << 32;
            mask |= TWidth.Mask(TQuery.Apply(TWidth.Load(ref block, 48), value)) << 48;
        }

        return mask;
    }

    /// <summary>A query over one vector. The result is the highest bit of each byte.</summary>
    private interface IQuery
    {
        static abstract TVector Apply(TVector bytes, byte value);
    }

    private readonly struct EqualQuery : IQuery
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply(TVector bytes, byte value) => TWidth.Equals(bytes, TWidth.Create(value));
    }

    private readonly struct EqualWithBit5Query : IQuery
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply(TVector bytes, byte value)
            => TWidth.Equals(TWidth.Or(bytes, TWidth.Create(0x20)), TWidth.Create(value));
    }

    private readonly struct EqualWithBit0Query : IQuery
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply(TVector bytes, byte value)
            => TWidth.Equals(TWidth.Or(bytes, TWidth.Create(1)), TWidth.Create(value));
    }

    private readonly struct LessQuery : IQuery
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply(TVector bytes, byte value) => TWidth.GreaterThan(TWidth.Create(value), bytes);
    }

    private readonly struct DigitQuery : IQuery
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply(TVector bytes, byte value)
            => TWidth.GreaterThan(TWidth.Create(10), TWidth.Subtract(bytes, TWidth.Create((byte)'0')));
    }

    private readonly struct HighestBitQuery : IQuery
    {
        public static TVector Apply(TVector bytes, byte value) => bytes;
    }

    /// <summary>Moves bit 5 of each byte to the highest bit. Bits that cross into the next byte land below it.</summary>
    private readonly struct Bit5Query : IQuery
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply(TVector bytes, byte value) => TWidth.ShiftLanesLeft(bytes, 2);
    }

    /// <summary>Looks up both halves of each byte. Their entries have a bit in common for the bytes <c>"\/bfnrtu</c> only.</summary>
    private readonly struct EscapableQuery : IQuery
    {
        private const byte Quotes = 1 << 0;
        private const byte Backslash = 1 << 1;
        private const byte Letters6 = 1 << 2;
        private const byte Letters7 = 1 << 3;

        private static ReadOnlySpan<byte> High => [0, 0, Quotes, 0, 0, Backslash, Letters6, Letters7, 0, 0, 0, 0, 0, 0, 0, 0];

        private static ReadOnlySpan<byte> Low =>
        [
            0, 0, Quotes | Letters6 | Letters7, 0, Letters7, Letters7, Letters6, 0,
            0, 0, 0, 0, Backslash, 0, Letters6, Quotes,
        ];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply(TVector bytes, byte value)
        {
            TVector high = TWidth.Lookup(High, TWidth.ShiftRight4(bytes));
            TVector low = TWidth.Lookup(Low, TWidth.And(bytes, TWidth.Create(0x0F)));
            return TWidth.GreaterThan(TWidth.And(high, low), TWidth.Create(0));
        }
    }
}
