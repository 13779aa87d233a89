using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>64 bytes as four vectors of 128 bits (SSE, NEON, or no vectors at all: then the runtime does it in software).</summary>
internal readonly struct ByteBlock128 : IByteBlock
{
    public static int VectorBits => 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Differences(ref readonly byte left, ref readonly byte right)
        => ~(Equal(in left, in right, 0)
            | ((ulong)Equal(in left, in right, 16) << 16)
            | ((ulong)Equal(in left, in right, 32) << 32)
            | ((ulong)Equal(in left, in right, 48) << 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mismatches(ref readonly byte bytes, ref readonly byte low, ref readonly byte range)
        => MismatchesAt(in bytes, in low, in range, 0)
            | ((ulong)MismatchesAt(in bytes, in low, in range, 16) << 16)
            | ((ulong)MismatchesAt(in bytes, in low, in range, 32) << 32)
            | ((ulong)MismatchesAt(in bytes, in low, in range, 48) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Outside(ref readonly byte bytes, byte low, byte range, out ulong nonAscii)
    {
        ulong outside = OutsideAt(in bytes, low, range, 0)
            | ((ulong)OutsideAt(in bytes, low, range, 16) << 16)
            | ((ulong)OutsideAt(in bytes, low, range, 32) << 32)
            | ((ulong)OutsideAt(in bytes, low, range, 48) << 48);
        nonAscii = NonAscii(in bytes) & ByteMask.Below(outside);
        return outside;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong StringEnds(ref readonly byte bytes)
        => StringEndsAt(in bytes, 0)
            | ((ulong)StringEndsAt(in bytes, 16) << 16)
            | ((ulong)StringEndsAt(in bytes, 32) << 32)
            | ((ulong)StringEndsAt(in bytes, 48) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong StringStops(ref readonly byte bytes)
        => StringStopsAt(in bytes, 0)
            | ((ulong)StringStopsAt(in bytes, 16) << 16)
            | ((ulong)StringStopsAt(in bytes, 32) << 32)
            | ((ulong)StringStopsAt(in bytes, 48) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonAscii(ref readonly byte bytes)
        => NonAsciiAt(in bytes, 0)
            | ((ulong)NonAsciiAt(in bytes, 16) << 16)
            | ((ulong)NonAsciiAt(in bytes, 32) << 32)
            | ((ulong)NonAsciiAt(in bytes, 48) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Utf8Errors(ref readonly byte bytes)
        => Utf8ErrorsAt(in bytes, 0)
            | ((ulong)Utf8ErrorsAt(in bytes, 16) << 16)
            | ((ulong)Utf8ErrorsAt(in bytes, 32) << 32)
            | ((ulong)Utf8ErrorsAt(in bytes, 48) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonWhiteSpace(ref readonly byte bytes)
        => ~(WhiteSpaceAt(in bytes, 0)
            | ((ulong)WhiteSpaceAt(in bytes, 16) << 16)
            | ((ulong)WhiteSpaceAt(in bytes, 32) << 32)
            | ((ulong)WhiteSpaceAt(in bytes, 48) << 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonDigits(ref readonly byte bytes)
        => NonDigitsAt(in bytes, 0)
            | ((ulong)NonDigitsAt(in bytes, 16) << 16)
            | ((ulong)NonDigitsAt(in bytes, 32) << 32)
            | ((ulong)NonDigitsAt(in bytes, 48) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal(ref readonly byte left, ref readonly byte right, nuint offset)
        => Vector128.Equals(Vector128.LoadUnsafe(in left, offset), Vector128.LoadUnsafe(in right, offset)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MismatchesAt(ref readonly byte bytes, ref readonly byte low, ref readonly byte range, nuint offset)
    {
        Vector128<byte> vector = Vector128.LoadUnsafe(in bytes, offset);
        return (Exceeds(vector - Vector128.LoadUnsafe(in low, offset), Vector128.LoadUnsafe(in range, offset))
            | Vector128.Equals(vector, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint OutsideAt(ref readonly byte bytes, byte low, byte range, nuint offset)
    {
        Vector128<byte> vector = Vector128.LoadUnsafe(in bytes, offset);
        return (Exceeds(vector - Vector128.Create(low), Vector128.Create(range))
            | Vector128.Equals(vector, Vector128.Create((byte)'"'))
            | Vector128.Equals(vector, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StringEndsAt(ref readonly byte bytes, nuint offset)
    {
        Vector128<byte> vector = Vector128.LoadUnsafe(in bytes, offset);

        // As signed numbers, bytes from 0x80 are less than a space, as are control characters.
        return (Vector128.Equals(vector, Vector128.Create((byte)'"'))
            | Vector128.Equals(vector, Vector128.Create((byte)'\\'))
            | Vector128.LessThan(vector.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint WhiteSpaceAt(ref readonly byte bytes, nuint offset)
    {
        Vector128<byte> vector = Vector128.LoadUnsafe(in bytes, offset);
        return (Vector128.Equals(vector, Vector128.Create((byte)' '))
            | Vector128.Equals(vector, Vector128.Create((byte)'\t'))
            | Vector128.Equals(vector, Vector128.Create((byte)'\n'))
            | Vector128.Equals(vector, Vector128.Create((byte)'\r'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonDigitsAt(ref readonly byte bytes, nuint offset)
        => Vector128.GreaterThan(Vector128.LoadUnsafe(in bytes, offset) - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits();

    // There is no comparison of unsigned bytes, but a maximum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Exceeds(Vector128<byte> values, Vector128<byte> limits) => ~Vector128.Equals(Vector128.Max(values, limits), limits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StringStopsAt(ref readonly byte bytes, nuint offset)
    {
        Vector128<byte> vector = Vector128.LoadUnsafe(in bytes, offset);
        return Vector128.Equals(vector, Vector128.Create((byte)'"')).ExtractMostSignificantBits()
            | Vector128.Equals(vector, Vector128.Create((byte)'\\')).ExtractMostSignificantBits()
            | Vector128.LessThan(vector, Vector128.Create((byte)' ')).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonAsciiAt(ref readonly byte bytes, nuint offset) => Vector128.LoadUnsafe(in bytes, offset).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Utf8ErrorsAt(ref readonly byte bytes, nuint offset)
    {
        ref byte current = ref Unsafe.AsRef(in bytes);
        Vector128<byte> vector = Vector128.LoadUnsafe(in current, offset);
        Vector128<byte> first = Vector128.LoadUnsafe(in Unsafe.Subtract(ref current, 1), offset);
        Vector128<byte> pair = Look(Utf8Tables.FirstHigh, first >>> 4)
            & Look(Utf8Tables.FirstLow, first & Vector128.Create((byte)0x0F))
            & Look(Utf8Tables.SecondHigh, vector >>> 4);

        // Two bytes behind E0 and more, or three behind F0 and more, there must be a second continuation byte in a row: 0x80.
        Vector128<byte> third = Vector128.SubtractSaturate(Vector128.LoadUnsafe(in Unsafe.Subtract(ref current, 2), offset), Vector128.Create((byte)(0xE0 - 0x80)));
        Vector128<byte> fourth = Vector128.SubtractSaturate(Vector128.LoadUnsafe(in Unsafe.Subtract(ref current, 3), offset), Vector128.Create((byte)(0xF0 - 0x80)));
        Vector128<byte> expected = (third | fourth) & Vector128.Create((byte)0x80);
        return Vector128.Equals(expected, pair).ExtractMostSignificantBits() ^ 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(ReadOnlySpan<byte> table, Vector128<byte> index)
    {
        Vector128<byte> entries = Vector128.Create(table);
        return Vector128.Shuffle(entries, index);
    }
}
