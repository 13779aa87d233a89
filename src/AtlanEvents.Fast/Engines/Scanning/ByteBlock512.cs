using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>64 bytes as one vector of 512 bits (AVX-512: one instruction a question).</summary>
internal readonly struct ByteBlock512 : IByteBlock
{
    public static int VectorBits => 512;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Differences(ref readonly byte left, ref readonly byte right)
        => ~Vector512.Equals(Vector512.LoadUnsafe(in left), Vector512.LoadUnsafe(in right)).ExtractMostSignificantBits();

    // Masks are taken from each comparison by itself, and then joined: the other way round costs moves between mask and vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mismatches(ref readonly byte bytes, ref readonly byte low, ref readonly byte range)
    {
        Vector512<byte> vector = Vector512.LoadUnsafe(in bytes);
        return Vector512.GreaterThan(vector - Vector512.LoadUnsafe(in low), Vector512.LoadUnsafe(in range)).ExtractMostSignificantBits()
            | Vector512.Equals(vector, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Outside(ref readonly byte bytes, byte low, byte range, out ulong nonAscii)
    {
        Vector512<byte> vector = Vector512.LoadUnsafe(in bytes);
        ulong outside = Vector512.GreaterThan(vector - Vector512.Create(low), Vector512.Create(range)).ExtractMostSignificantBits()
            | Vector512.Equals(vector, Vector512.Create((byte)'"')).ExtractMostSignificantBits()
            | Vector512.Equals(vector, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
        nonAscii = vector.ExtractMostSignificantBits() & ByteMask.Below(outside);
        return outside;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong StringEnds(ref readonly byte bytes)
    {
        Vector512<byte> vector = Vector512.LoadUnsafe(in bytes);

        // As signed numbers, bytes from 0x80 are less than a space, as are control characters.
        return (Vector512.Equals(vector, Vector512.Create((byte)'"'))
            | Vector512.Equals(vector, Vector512.Create((byte)'\\'))
            | Vector512.LessThan(vector.AsSByte(), Vector512.Create((sbyte)' ')).AsByte()).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonWhiteSpace(ref readonly byte bytes)
    {
        Vector512<byte> vector = Vector512.LoadUnsafe(in bytes);
        return ~(Vector512.Equals(vector, Vector512.Create((byte)' '))
            | Vector512.Equals(vector, Vector512.Create((byte)'\t'))
            | Vector512.Equals(vector, Vector512.Create((byte)'\n'))
            | Vector512.Equals(vector, Vector512.Create((byte)'\r'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonDigits(ref readonly byte bytes)
        => Vector512.GreaterThan(Vector512.LoadUnsafe(in bytes) - Vector512.Create((byte)'0'), Vector512.Create((byte)9)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong StringStops(ref readonly byte bytes)
    {
        Vector512<byte> vector = Vector512.LoadUnsafe(in bytes);
        return Vector512.Equals(vector, Vector512.Create((byte)'"')).ExtractMostSignificantBits()
            | Vector512.Equals(vector, Vector512.Create((byte)'\\')).ExtractMostSignificantBits()
            | Vector512.LessThan(vector, Vector512.Create((byte)' ')).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonAscii(ref readonly byte bytes) => Vector512.LoadUnsafe(in bytes).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Utf8Errors(ref readonly byte bytes)
    {
        ref byte current = ref Unsafe.AsRef(in bytes);
        Vector512<byte> vector = Vector512.LoadUnsafe(in current);
        Vector512<byte> first = Vector512.LoadUnsafe(in Unsafe.Subtract(ref current, 1));
        Vector512<byte> pair = Look(Utf8Tables.FirstHigh, first >>> 4)
            & Look(Utf8Tables.FirstLow, first & Vector512.Create((byte)0x0F))
            & Look(Utf8Tables.SecondHigh, vector >>> 4);

        // Two bytes behind E0 and more, or three behind F0 and more, there must be a second continuation byte in a row: 0x80.
        Vector512<byte> third = Vector512.SubtractSaturate(Vector512.LoadUnsafe(in Unsafe.Subtract(ref current, 2)), Vector512.Create((byte)(0xE0 - 0x80)));
        Vector512<byte> fourth = Vector512.SubtractSaturate(Vector512.LoadUnsafe(in Unsafe.Subtract(ref current, 3)), Vector512.Create((byte)(0xF0 - 0x80)));
        Vector512<byte> expected = (third | fourth) & Vector512.Create((byte)0x80);
        return ~Vector512.Equals(expected, pair).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Look(ReadOnlySpan<byte> table, Vector512<byte> index)
    {
        Vector128<byte> entries = Vector128.Create(table);
        Vector512<byte> lanes = Vector512.Create(Vector256.Create(entries, entries), Vector256.Create(entries, entries));
        return Avx512BW.IsSupported ? Avx512BW.Shuffle(lanes, index) : Vector512.Shuffle(lanes, index);
    }
}
