using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static ulong StringEnds(ref readonly byte bytes)
        => StringEndsAt(in bytes, 0)
            | ((ulong)StringEndsAt(in bytes, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonDigits(ref readonly byte bytes)
        => NonDigitsAt(in bytes, 0)
            | ((ulong)NonDigitsAt(in bytes, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal(ref readonly byte left, ref readonly byte right, nuint offset)
        => Vector256.Equals(Vector256.LoadUnsafe(in left, offset), Vector256.LoadUnsafe(in right, offset)).ExtractMostSignificantBits();

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
    private static uint NonDigitsAt(ref readonly byte bytes, nuint offset)
        => Vector256.GreaterThan(Vector256.LoadUnsafe(in bytes, offset) - Vector256.Create((byte)'0'), Vector256.Create((byte)9)).ExtractMostSignificantBits();
}
