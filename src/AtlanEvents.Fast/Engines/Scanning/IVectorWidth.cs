using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>
/// The vector operations that <see cref="ByteBlock{TWidth, TVector}"/> is written over. Comparisons are of unsigned bytes.
/// </summary>
internal interface IVectorWidth<TVector>
{
    /// <summary>The size of a vector in bytes.</summary>
    static abstract int Bytes { get; }

    static abstract TVector Load(ref readonly byte bytes, nuint offset);

    static abstract TVector Create(byte value);

    static abstract TVector Equals(TVector left, TVector right);

    static abstract TVector GreaterThan(TVector left, TVector right);

    /// <summary>Control characters, and, if the bytes are not ASCII, bytes from 0x80: bytes less than a space when signed.</summary>
    static abstract TVector SignedLessThanSpace(TVector values);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector SubtractSaturate(TVector left, TVector right);

    static abstract TVector Or(TVector left, TVector right);

    static abstract TVector And(TVector left, TVector right);

    static abstract TVector ShiftRight4(TVector values);

    /// <summary>Looks up each byte, which is below 16, in a table of 16 bytes.</summary>
    static abstract TVector Lookup(ReadOnlySpan<byte> table, TVector index);

    /// <summary>The bits of <paramref name="left"/> that <paramref name="right"/> does not have.</summary>
    static abstract TVector AndNot(TVector left, TVector right);

    /// <summary>Shifts each 64-bit lane to the left, towards its higher bits.</summary>
    static abstract TVector ShiftLanesLeft(TVector lanes, int count);

    /// <summary>Shifts each 64-bit lane to the right and fills it with zeros.</summary>
    static abstract TVector ShiftLanesRight(TVector lanes, int count);

    /// <summary>
    /// The 64-bit lane before each lane: the last lane of <paramref name="previous"/>, then all but the last of <paramref name="lanes"/>.
    /// </summary>
    static abstract TVector LanesBefore(TVector lanes, TVector previous);

    static abstract void Store(TVector values, ref byte bytes, nuint offset);

    /// <summary>The highest bit of each byte.</summary>
    static abstract ulong Mask(TVector values);
}

/// <summary>128 bits: SSE, NEON, or software where the processor has neither.</summary>
internal readonly struct Width128 : IVectorWidth<Vector128<byte>>
{
    public static int Bytes => 16;

    public static Vector128<byte> Load(ref readonly byte bytes, nuint offset) => Vector128.LoadUnsafe(in bytes, offset);
    public static Vector128<byte> Create(byte value) => Vector128.Create(value);
    public static Vector128<byte> Equals(Vector128<byte> left, Vector128<byte> right) => Vector128.Equals(left, right);

    // SSE has no comparison of unsigned bytes, but a maximum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> GreaterThan(Vector128<byte> left, Vector128<byte> right)
        => ~Vector128.Equals(Vector128.Max(left, right), right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> SignedLessThanSpace(Vector128<byte> values)
        => Vector128.LessThan(values.AsSByte(), Vector128.Create((sbyte)' ')).AsByte();

    public static Vector128<byte> Subtract(Vector128<byte> left, Vector128<byte> right) => left - right;
    public static Vector128<byte> SubtractSaturate(Vector128<byte> left, Vector128<byte> right) => Vector128.SubtractSaturate(left, right);
    public static Vector128<byte> Or(Vector128<byte> left, Vector128<byte> right) => left | right;
    public static Vector128<byte> And(Vector128<byte> left, Vector128<byte> right) => left & right;
    public static Vector128<byte> ShiftRight4(Vector128<byte> values) => values >>> 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> AndNot(Vector128<byte> left, Vector128<byte> right) => Vector128.AndNot(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ShiftLanesLeft(Vector128<byte> lanes, int count) => (lanes.AsUInt64() << count).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ShiftLanesRight(Vector128<byte> lanes, int count) => (lanes.AsUInt64() >>> count).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> values, ref byte bytes, nuint offset) => values.StoreUnsafe(ref bytes, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LanesBefore(Vector128<byte> lanes, Vector128<byte> previous)
        => Ssse3.IsSupported ? Ssse3.AlignRight(lanes, previous, 8)
            : AdvSimd.IsSupported ? AdvSimd.ExtractVector128(previous, lanes, 8)
            : Vector128.Create(previous.GetUpper(), lanes.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Lookup(ReadOnlySpan<byte> table, Vector128<byte> index)
        => Vector128.Shuffle(Vector128.Create(table), index);

    public static ulong Mask(Vector128<byte> values) => values.ExtractMostSignificantBits();
}

/// <summary>256 bits: AVX2.</summary>
internal readonly struct Width256 : IVectorWidth<Vector256<byte>>
{
    public static int Bytes => 32;

    public static Vector256<byte> Load(ref readonly byte bytes, nuint offset) => Vector256.LoadUnsafe(in bytes, offset);
    public static Vector256<byte> Create(byte value) => Vector256.Create(value);
    public static Vector256<byte> Equals(Vector256<byte> left, Vector256<byte> right) => Vector256.Equals(left, right);

    // AVX2 has no comparison of unsigned bytes, but a maximum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> GreaterThan(Vector256<byte> left, Vector256<byte> right)
        => ~Vector256.Equals(Vector256.Max(left, right), right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> SignedLessThanSpace(Vector256<byte> values)
        => Vector256.LessThan(values.AsSByte(), Vector256.Create((sbyte)' ')).AsByte();

    public static Vector256<byte> Subtract(Vector256<byte> left, Vector256<byte> right) => left - right;
    public static Vector256<byte> SubtractSaturate(Vector256<byte> left, Vector256<byte> right) => Vector256.SubtractSaturate(left, right);
    public static Vector256<byte> Or(Vector256<byte> left, Vector256<byte> right) => left | right;
    public static Vector256<byte> And(Vector256<byte> left, Vector256<byte> right) => left & right;
    public static Vector256<byte> ShiftRight4(Vector256<byte> values) => values >>> 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> AndNot(Vector256<byte> left, Vector256<byte> right) => Vector256.AndNot(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ShiftLanesLeft(Vector256<byte> lanes, int count) => (lanes.AsUInt64() << count).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ShiftLanesRight(Vector256<byte> lanes, int count) => (lanes.AsUInt64() >>> count).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<byte> values, ref byte bytes, nuint offset) => values.StoreUnsafe(ref bytes, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> LanesBefore(Vector256<byte> lanes, Vector256<byte> previous)
    {
        if (!Avx2.IsSupported)
        {
            return Vector256.Create(
                Width128.LanesBefore(lanes.GetLower(), previous.GetUpper()),
                Width128.LanesBefore(lanes.GetUpper(), lanes.GetLower()));
        }

        // The upper half of previous and the lower half of lanes.
        Vector256<byte> halves = Avx2.Permute2x128(previous, lanes, 0x21);
        return Avx2.AlignRight(lanes, halves, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Lookup(ReadOnlySpan<byte> table, Vector256<byte> index)
    {
        // VPSHUFB looks up within each half, and both halves hold the table.
        Vector256<byte> tables = Vector256.Create(Vector128.Create(table), Vector128.Create(table));
        return Avx2.IsSupported ? Avx2.Shuffle(tables, index) : Vector256.Shuffle(tables, index);
    }

    public static ulong Mask(Vector256<byte> values) => values.ExtractMostSignificantBits();
}

/// <summary>512 bits: AVX-512, where a comparison of 64 bytes is one instruction.</summary>
internal readonly struct Width512 : IVectorWidth<Vector512<byte>>
{
    public static int Bytes => 64;

    public static Vector512<byte> Load(ref readonly byte bytes, nuint offset) => Vector512.LoadUnsafe(in bytes, offset);
    public static Vector512<byte> Create(byte value) => Vector512.Create(value);
    public static Vector512<byte> Equals(Vector512<byte> left, Vector512<byte> right) => Vector512.Equals(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> GreaterThan(Vector512<byte> left, Vector512<byte> right) => Vector512.GreaterThan(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> SignedLessThanSpace(Vector512<byte> values)
        => Vector512.LessThan(values.AsSByte(), Vector512.Create((sbyte)' ')).AsByte();

    public static Vector512<byte> Subtract(Vector512<byte> left, Vector512<byte> right) => left - right;
    public static Vector512<byte> SubtractSaturate(Vector512<byte> left, Vector512<byte> right) => Vector512.SubtractSaturate(left, right);
    public static Vector512<byte> Or(Vector512<byte> left, Vector512<byte> right) => left | right;
    public static Vector512<byte> And(Vector512<byte> left, Vector512<byte> right) => left & right;
    public static Vector512<byte> ShiftRight4(Vector512<byte> values) => values >>> 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> AndNot(Vector512<byte> left, Vector512<byte> right) => Vector512.AndNot(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> ShiftLanesLeft(Vector512<byte> lanes, int count) => (lanes.AsUInt64() << count).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> ShiftLanesRight(Vector512<byte> lanes, int count) => (lanes.AsUInt64() >>> count).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<byte> values, ref byte bytes, nuint offset) => values.StoreUnsafe(ref bytes, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> LanesBefore(Vector512<byte> lanes, Vector512<byte> previous)
        => Avx512F.IsSupported
            ? Avx512F.AlignRight64(lanes.AsUInt64(), previous.AsUInt64(), 7).AsByte()
            : Vector512.Create(
                Width256.LanesBefore(lanes.GetLower(), previous.GetUpper()),
                Width256.LanesBefore(lanes.GetUpper(), lanes.GetLower()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lookup(ReadOnlySpan<byte> table, Vector512<byte> index)
    {
        // VPSHUFB looks up within each quarter, and all four hold the table.
        var half = Vector256.Create(Vector128.Create(table), Vector128.Create(table));
        Vector512<byte> tables = Vector512.Create(half, half);
        return Avx512BW.IsSupported ? Avx512BW.Shuffle(tables, index) : Vector512.Shuffle(tables, index);
    }

    public static ulong Mask(Vector512<byte> values) => values.ExtractMostSignificantBits();
}
