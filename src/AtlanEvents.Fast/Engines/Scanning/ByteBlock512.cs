using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>64 bytes as one vector of 512 bits (AVX-512: one instruction a question).</summary>
internal readonly struct ByteBlock512 : IByteBlock
{
    public static int VectorBits => 512;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Differences(ref readonly byte left, ref readonly byte right)
        => ~Vector512.Equals(Vector512.LoadUnsafe(in left), Vector512.LoadUnsafe(in right)).ExtractMostSignificantBits();

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
    public static ulong NonDigits(ref readonly byte bytes)
        => Vector512.GreaterThan(Vector512.LoadUnsafe(in bytes) - Vector512.Create((byte)'0'), Vector512.Create((byte)9)).ExtractMostSignificantBits();
}
