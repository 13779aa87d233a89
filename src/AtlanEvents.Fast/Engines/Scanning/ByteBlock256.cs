using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>64 bytes as two vectors of 256 bits (AVX2).</summary>
internal readonly struct ByteBlock256 : IByteBlock
{
    public static int VectorBits => 256;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Differences(ref readonly byte left, ref readonly byte right)
        => ~(Equal(in left, in right, 0)
            | ((ulong)Equal(in left, in right, 32) << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mismatches(ref readonly byte bytes, ref readonly byte low, ref readonly byte range)
        => MismatchesAt(in bytes, in low, in range, 0)
            | ((ulong)MismatchesAt(in bytes, in low, in range, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Outside(ref readonly byte bytes, byte low, byte range, out ulong nonAscii)
    {
        ulong outside = OutsideAt(in bytes, low, range, 0)
            | ((ulong)OutsideAt(in bytes, low, range, 32) << 32);
        nonAscii = NonAscii(in bytes) & ByteMask.Below(outside);
        return outside;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong StringEnds(ref readonly byte bytes)
        => StringEndsAt(in bytes, 0)
            | ((ulong)StringEndsAt(in bytes, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong StringStops(ref readonly byte bytes)
        => StringStopsAt(in bytes, 0)
            | ((ulong)StringStopsAt(in bytes, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonAscii(ref readonly byte bytes)
        => NonAsciiAt(in bytes, 0)
            | ((ulong)NonAsciiAt(in bytes, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Utf8Errors(ref readonly byte bytes)
        => Utf8ErrorsAt(in bytes, 0)
            | ((ulong)Utf8ErrorsAt(in bytes, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonWhiteSpace(ref readonly byte bytes)
        => ~(WhiteSpaceAt(in bytes, 0)
            | ((ulong)WhiteSpaceAt(in bytes, 32) << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonDigits(ref readonly byte bytes)
        => NonDigitsAt(in bytes, 0)
            | ((ulong)NonDigitsAt(in bytes, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal(ref readonly byte left, ref readonly byte right, nuint offset)
        => Vector256.Equals(Vector256.LoadUnsafe(in left, offset), Vector256.LoadUnsafe(in right, offset)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MismatchesAt(ref readonly byte bytes, ref readonly byte low, ref readonly byte range, nuint offset)
    {
        Vector256<byte> vector = Vector256.LoadUnsafe(in bytes, offset);
        return (Exceeds(vector - Vector256.LoadUnsafe(in low, offset), Vector256.LoadUnsafe(in range, offset))
            | Vector256.Equals(vector, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint OutsideAt(ref readonly byte bytes, byte low, byte range, nuint offset)
    {
        Vector256<byte> vector = Vector256.LoadUnsafe(in bytes, offset);
        return (Exceeds(vector - Vector256.Create(low), Vector256.Create(range))
            | Vector256.Equals(vector, Vector256.Create((byte)'"'))
            | Vector256.Equals(vector, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StringEndsAt(ref readonly byte bytes, nuint offset)
    {
        Vector256<byte> vector = Vector256.LoadUnsafe(in bytes, offset);

        // As signed numbers, bytes from 0x80 are less than a space, as are control characters.
        return (Vector256.Equals(vector, Vector256.Create((byte)'"'))
            | Vector256.Equals(vector, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(vector.AsSByte(), Vector256.Create((sbyte)' ')).AsByte()).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint WhiteSpaceAt(ref readonly byte bytes, nuint offset)
    {
        Vector256<byte> vector = Vector256.LoadUnsafe(in bytes, offset);
        return (Vector256.Equals(vector, Vector256.Create((byte)' '))
            | Vector256.Equals(vector, Vector256.Create((byte)'\t'))
            | Vector256.Equals(vector, Vector256.Create((byte)'\n'))
            | Vector256.Equals(vector, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonDigitsAt(ref readonly byte bytes, nuint offset)
        => Vector256.GreaterThan(Vector256.LoadUnsafe(in bytes, offset) - Vector256.Create((byte)'0'), Vector256.Create((byte)9)).ExtractMostSignificantBits();

    // There is no comparison of unsigned bytes, but a maximum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Exceeds(Vector256<byte> values, Vector256<byte> limits) => ~Vector256.Equals(Vector256.Max(values, limits), limits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StringStopsAt(ref readonly byte bytes, nuint offset)
    {
        Vector256<byte> vector = Vector256.LoadUnsafe(in bytes, offset);
        return Vector256.Equals(vector, Vector256.Create((byte)'"')).ExtractMostSignificantBits()
            | Vector256.Equals(vector, Vector256.Create((byte)'\\')).ExtractMostSignificantBits()
            | Vector256.LessThan(vector, Vector256.Create((byte)' ')).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonAsciiAt(ref readonly byte bytes, nuint offset) => Vector256.LoadUnsafe(in bytes, offset).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Utf8ErrorsAt(ref readonly byte bytes, nuint offset)
    {
        ref byte current = ref Unsafe.AsRef(in bytes);
        Vector256<byte> vector = Vector256.LoadUnsafe(in current, offset);
        Vector256<byte> first = Vector256.LoadUnsafe(in Unsafe.Subtract(ref current, 1), offset);
        Vector256<byte> pair = Look(Utf8Tables.FirstHigh, first >>> 4)
            & Look(Utf8Tables.FirstLow, first & Vector256.Create((byte)0x0F))
            & Look(Utf8Tables.SecondHigh, vector >>> 4);

        // Two bytes behind E0 and more, or three behind F0 and more, there must be a second continuation byte in a row: 0x80.
        Vector256<byte> third = Vector256.SubtractSaturate(Vector256.LoadUnsafe(in Unsafe.Subtract(ref current, 2), offset), Vector256.Create((byte)(0xE0 - 0x80)));
        Vector256<byte> fourth = Vector256.SubtractSaturate(Vector256.LoadUnsafe(in Unsafe.Subtract(ref current, 3), offset), Vector256.Create((byte)(0xF0 - 0x80)));
        Vector256<byte> expected = (third | fourth) & Vector256.Create((byte)0x80);
        return Vector256.Equals(expected, pair).ExtractMostSignificantBits() ^ uint.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Look(ReadOnlySpan<byte> table, Vector256<byte> index)
    {
        Vector128<byte> entries = Vector128.Create(table);
        Vector256<byte> lanes = Vector256.Create(entries, entries);
        return Avx2.IsSupported ? Avx2.Shuffle(lanes, index) : Vector256.Shuffle(lanes, index);
    }
}
