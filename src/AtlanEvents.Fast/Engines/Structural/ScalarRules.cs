using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>Checks what <see cref="AdjacencyRules{TWidth, TVector}"/> cannot: literals, and numbers that are not just digits.</summary>
/// <remarks>
/// Each byte of a scalar that is no digit and does not follow another such byte is checked by itself, with what follows it:
/// <code>
/// true            t: the whole literal
/// -12.5E-3        -: one digit or more, without a leading zero       .: after a digit; one digit or more
///                 E: after a digit; a sign or not, one digit or more
/// </code>
/// After the literal or the digits comes the end of the scalar, or the next part of the number, which is checked in turn.
/// </remarks>
internal static class ScalarRules
{
    /// <summary>The number of bytes that may be read from a checked byte.</summary>
    public const int ReadableBytes = 2 + MaxDigits;

    private const int MaxDigits = 16;

    private static readonly Literal[] s_literals = CreateLiterals();

    /// <summary>Whether a byte starts a scalar that is <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    /// <param name="scalar">The byte. The byte before it must be readable, too.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLiteral(ref byte scalar)
    {
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.CreateReadOnlySpan(ref scalar, sizeof(ulong)));
        ref Literal literal = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(s_literals), SlotOf(bytes));
        bool followsDigit = char.IsAsciiDigit((char)Unsafe.Add(ref scalar, -1));
        return ((bytes ^ literal.Text) & literal.Mask) == 0 & IsEnd((byte)(bytes >> literal.Bits)) & !followsDigit;
    }

    /// <summary>Whether a byte starts a part of a number, with at most 15 digits.</summary>
    /// <param name="part">The byte. The byte before it must be readable, too.</param>
    /// <returns><see langword="false"/> if it does not, or the part is longer, and the number may be valid.</returns>
    public static bool IsNumberPart(ref byte part)
    {
        byte first = part;
        bool isExponent = (first | 0x20) == 'e';
        nint start = isExponent && Unsafe.Add(ref part, 1) is (byte)'+' or (byte)'-' ? 2 : 1;
        var bytes = Vector128.LoadUnsafe(ref Unsafe.Add(ref part, start));
        uint others = Vector128.GreaterThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits();
        int digits = BitOperations.TrailingZeroCount(others);
        if (digits is 0 or >= MaxDigits)
            return false;

        byte next = Unsafe.Add(ref part, start + digits);
        bool followsDigit = char.IsAsciiDigit((char)Unsafe.Add(ref part, -1));
        if (isExponent)
            return followsDigit && IsEnd(next);

        bool isEndOrExponent = IsEnd(next) || (next | 0x20) == 'e';
        if (first == (byte)'.')
            return followsDigit && isEndOrExponent;

        return first == (byte)'-'
            && !followsDigit
            && (isEndOrExponent || next == (byte)'.')
            && (digits == 1 || Unsafe.Add(ref part, 1) != (byte)'0');
    }

    // ']' is '}' without bit 5.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsEnd(byte next) => next == (byte)',' | (next | 0x20) == '}';

    // Bits 1 to 3 of the first byte: 2 for t, 3 for f, 7 for n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint SlotOf(ulong bytes) => (nint)(bytes >> 1) & 7;

    private static Literal[] CreateLiterals()
    {
        // A slot without a literal matches nothing: bytes that are all 0 are in slot 0, and 0 is no byte of a line.
        var literals = new Literal[8];
        Array.Fill(literals, new Literal { Mask = ulong.MaxValue });
        foreach (byte[] text in (byte[][])[[.. "true"u8], [.. "false"u8], [.. "null"u8]])
        {
            byte[] padded = new byte[sizeof(ulong)];
            text.CopyTo(padded, 0);
            ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(padded);
            Debug.Assert(literals[SlotOf(bytes)].Text == 0, "Requires different slots.");
            literals[SlotOf(bytes)] = new Literal { Text = bytes, Mask = (1UL << (8 * text.Length)) - 1, Bits = 8 * text.Length };
        }

        return literals;
    }

    private struct Literal
    {
        public ulong Text;
        public ulong Mask;

        /// <summary>The length in bits.</summary>
        public int Bits;
    }
}
