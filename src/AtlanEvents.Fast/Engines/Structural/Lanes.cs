using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>Some consecutive words of a row of <see cref="ChunkMasks"/>: two, four or eight, as many as fit into a vector.</summary>
/// <param name="vector">The words.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Lanes<TWidth, TVector>(TVector vector)
    where TWidth : struct, IVectorWidth<TVector>
{
    private readonly TVector _vector = vector;

    /// <summary>The number of words.</summary>
    public static int Count => TWidth.Bytes / sizeof(ulong);

    /// <summary>Whether all bits are 0.</summary>
    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ulong all = TWidth.Bytes == 64 ? ulong.MaxValue : (1UL << TWidth.Bytes) - 1;
            return TWidth.Mask(TWidth.Equals(_vector, TWidth.Create(0))) == all;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TWidth, TVector> operator |(Lanes<TWidth, TVector> left, Lanes<TWidth, TVector> right)
        => new(TWidth.Or(left._vector, right._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TWidth, TVector> operator &(Lanes<TWidth, TVector> left, Lanes<TWidth, TVector> right)
        => new(TWidth.And(left._vector, right._vector));

    /// <summary>The bits of the left operand that the right one does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TWidth, TVector> operator -(Lanes<TWidth, TVector> left, Lanes<TWidth, TVector> right)
        => new(TWidth.AndNot(left._vector, right._vector));

    /// <summary>Moves bits to later bytes of the same block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TWidth, TVector> operator <<(Lanes<TWidth, TVector> lanes, int count)
        => new(TWidth.ShiftLanesLeft(lanes._vector, count));

    /// <summary>Moves bits to earlier bytes of the same block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TWidth, TVector> operator >>>(Lanes<TWidth, TVector> lanes, int count)
        => new(TWidth.ShiftLanesRight(lanes._vector, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<TWidth, TVector> Load(ref ulong words) => new(TWidth.Load(ref Unsafe.As<ulong, byte>(ref words), 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong words) => TWidth.Store(_vector, ref Unsafe.As<ulong, byte>(ref words), 0);

    /// <summary>The words one before these, given the words before these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TWidth, TVector> Before(Lanes<TWidth, TVector> previous) => new(TWidth.LanesBefore(_vector, previous._vector));

    /// <summary>Moves all bits to the next byte, from block to block.</summary>
    /// <param name="previous">The words before these; receives these.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<TWidth, TVector> After(ref Lanes<TWidth, TVector> previous)
    {
        Lanes<TWidth, TVector> before = Before(previous);
        previous = this;
        return (this << 1) | (before >>> 63);
    }
}
