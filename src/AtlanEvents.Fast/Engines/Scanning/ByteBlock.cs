using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>The queries of <see cref="IByteBlock"/>, written once for all vector widths.</summary>
/// <remarks>
/// Each query is a method for one vector, <c>...At</c>, and its union over the one, two or four vectors of a block. The
/// comparisons of <see cref="IVectorWidth{TVector}.Bytes"/> are constants to the JIT, which drops the branches.
/// </remarks>
internal readonly struct ByteBlock<TWidth, TVector> : IByteBlock
    where TWidth : struct, IVectorWidth<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Differences(ref readonly byte left, ref readonly byte right)
    {
        ulong mask = EqualAt(in left, in right, 0);
        if (TWidth.Bytes <= 32)
            mask |= EqualAt(in left, in right, (nuint)TWidth.Bytes) << TWidth.Bytes;

        if (TWidth.Bytes == 16)
            mask |= (EqualAt(in left, in right, 32) << 32) | (EqualAt(in left, in right, 48) << 48);

        return ~mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mismatches(ref readonly byte bytes, ref readonly byte low, ref readonly byte range, nuint position)
    {
        ulong mask = MismatchesAt(in bytes, in low, in range, position, 0);
        if (TWidth.Bytes <= 32)
            mask |= MismatchesAt(in bytes, in low, in range, position, (nuint)TWidth.Bytes) << TWidth.Bytes;

        if (TWidth.Bytes == 16)
        {
            mask |= MismatchesAt(in bytes, in low, in range, position, 32) << 32;
            mask |= MismatchesAt(in bytes, in low, in range, position, 48) << 48;
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong StringEnds(ref readonly byte bytes)
    {
        ulong mask = StringEndsAt(in bytes, 0);
        if (TWidth.Bytes <= 32)
            mask |= StringEndsAt(in bytes, (nuint)TWidth.Bytes) << TWidth.Bytes;

        if (TWidth.Bytes == 16)
            mask |= (StringEndsAt(in bytes, 32) << 32) | (StringEndsAt(in bytes, 48) << 48);

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong StringStops(ref readonly byte bytes, out ulong nonAscii)
    {
        ulong mask = StringStopsAt(in bytes, 0, out nonAscii);
        if (TWidth.Bytes <= 32)
        {
            mask |= StringStopsAt(in bytes, (nuint)TWidth.Bytes, out ulong more) << TWidth.Bytes;
            nonAscii |= more << TWidth.Bytes;
        }

        if (TWidth.Bytes == 16)
        {
            mask |= (StringStopsAt(in bytes, 32, out ulong third) << 32) | (StringStopsAt(in bytes, 48, out ulong fourth) << 48);
            nonAscii |= (third << 32) | (fourth << 48);
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Utf8Errors(ref readonly byte bytes)
    {
        ulong mask = ValidUtf8At(in bytes, 0);
        if (TWidth.Bytes <= 32)
            mask |= ValidUtf8At(in bytes, (nuint)TWidth.Bytes) << TWidth.Bytes;

        if (TWidth.Bytes == 16)
            mask |= (ValidUtf8At(in bytes, 32) << 32) | (ValidUtf8At(in bytes, 48) << 48);

        return ~mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonWhiteSpace(ref readonly byte bytes)
    {
        ulong mask = WhiteSpaceAt(in bytes, 0);
        if (TWidth.Bytes <= 32)
            mask |= WhiteSpaceAt(in bytes, (nuint)TWidth.Bytes) << TWidth.Bytes;

        if (TWidth.Bytes == 16)
            mask |= (WhiteSpaceAt(in bytes, 32) << 32) | (WhiteSpaceAt(in bytes, 48) << 48);

        return ~mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonDigits(ref readonly byte bytes)
    {
        ulong mask = NonDigitsAt(in bytes, 0);
        if (TWidth.Bytes <= 32)
            mask |= NonDigitsAt(in bytes, (nuint)TWidth.Bytes) << TWidth.Bytes;

        if (TWidth.Bytes == 16)
            mask |= (NonDigitsAt(in bytes, 32) << 32) | (NonDigitsAt(in bytes, 48) << 48);

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EqualAt(ref readonly byte left, ref readonly byte right, nuint offset)
        => TWidth.Mask(TWidth.Equals(TWidth.Load(in left, offset), TWidth.Load(in right, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MismatchesAt(
        ref readonly byte bytes, ref readonly byte low, ref readonly byte range, nuint position, nuint offset)
    {
        TVector above = TWidth.Subtract(TWidth.Load(in bytes, offset), TWidth.Load(in low, position + offset));
        TVector mismatches = TWidth.Or(
            TWidth.GreaterThan(above, TWidth.Load(in range, position + offset)),
            TWidth.Equals(above, TWidth.Create(IByteBlock.NeverAbove)));
        return TWidth.Mask(mismatches);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong StringEndsAt(ref readonly byte bytes, nuint offset)
    {
        TVector vector = TWidth.Load(in bytes, offset);
        return TWidth.Mask(TWidth.Or(QuotesAndBackslashes(vector), TWidth.SignedLessThanSpace(vector)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong StringStopsAt(ref readonly byte bytes, nuint offset, out ulong nonAscii)
    {
        TVector vector = TWidth.Load(in bytes, offset);
        nonAscii = TWidth.Mask(vector);
        return TWidth.Mask(TWidth.Or(QuotesAndBackslashes(vector), TWidth.GreaterThan(TWidth.Create((byte)' '), vector)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector QuotesAndBackslashes(TVector vector)
        => TWidth.Or(TWidth.Equals(vector, TWidth.Create((byte)'"')), TWidth.Equals(vector, TWidth.Create((byte)'\\')));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WhiteSpaceAt(ref readonly byte bytes, nuint offset)
    {
        TVector vector = TWidth.Load(in bytes, offset);
        return TWidth.Mask(TWidth.Or(
            TWidth.Or(TWidth.Equals(vector, TWidth.Create((byte)' ')), TWidth.Equals(vector, TWidth.Create((byte)'\t'))),
            TWidth.Or(TWidth.Equals(vector, TWidth.Create((byte)'\n')), TWidth.Equals(vector, TWidth.Create((byte)'\r')))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NonDigitsAt(ref readonly byte bytes, nuint offset)
        => TWidth.Mask(TWidth.GreaterThan(TWidth.Subtract(TWidth.Load(in bytes, offset), TWidth.Create((byte)'0')), TWidth.Create(9)));

    /// <summary>The algorithm of <see cref="Utf8Tables"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ValidUtf8At(ref readonly byte bytes, nuint offset)
    {
        ref byte current = ref Unsafe.AsRef(in bytes);
        TVector vector = TWidth.Load(in current, offset);
        TVector previous = TWidth.Load(in Unsafe.Subtract(ref current, 1), offset);
        TVector pair = TWidth.And(
            TWidth.And(
                TWidth.Lookup(Utf8Tables.FirstHigh, TWidth.ShiftRight4(previous)),
                TWidth.Lookup(Utf8Tables.FirstLow, TWidth.And(previous, TWidth.Create(0x0F)))),
            TWidth.Lookup(Utf8Tables.SecondHigh, TWidth.ShiftRight4(vector)));

        // The byte two after E0..FF, and the byte three after F0..FF, must be a second continuation byte in a row: exactly bit 7.
        TVector third = TWidth.SubtractSaturate(TWidth.Load(in Unsafe.Subtract(ref current, 2), offset), TWidth.Create(0xE0 - 0x80));
        TVector fourth = TWidth.SubtractSaturate(TWidth.Load(in Unsafe.Subtract(ref current, 3), offset), TWidth.Create(0xF0 - 0x80));
        TVector expected = TWidth.And(TWidth.Or(third, fourth), TWidth.Create(0x80));
        return TWidth.Mask(TWidth.Equals(expected, pair));
    }
}
