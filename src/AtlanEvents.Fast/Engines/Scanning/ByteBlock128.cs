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
    public static ulong StringEnds(ref readonly byte bytes)
        => StringEndsAt(in bytes, 0)
            | ((ulong)StringEndsAt(in bytes, 16) << 16)
            | ((ulong)StringEndsAt(in bytes, 32) << 32)
            | ((ulong)StringEndsAt(in bytes, 48) << 48);

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
    private static uint StringEndsAt(ref readonly byte bytes, nuint offset)
    {
        Vector128<byte> vector = Vector128.LoadUnsafe(in bytes, offset);

        // As signed numbers, bytes from 0x80 are less than a space, as are control characters.
        return (Vector128.Equals(vector, Vector128.Create((byte)'"'))
            | Vector128.Equals(vector, Vector128.Create((byte)'\\'))
            | Vector128.LessThan(vector.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonDigitsAt(ref readonly byte bytes, nuint offset)
        => Vector128.GreaterThan(Vector128.LoadUnsafe(in bytes, offset) - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits();
}
