using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Guesses which kind of line follows, so that it is matched against the right shape at once.</summary>
/// <remarks>
/// The guess is the start of the first type name and of the first operation after it, wherever they are. A wrong guess costs time, not
/// correctness.
/// </remarks>
internal static class KindHint
{
    // Enough for most lines.
    private const int MaxSearched = 16 * 1024;
    private const int TextLength = 16;

    // The short needles have a rare byte, so they are found fastest. The long ones exclude JSON inside strings.
    private static ReadOnlySpan<byte> TypeNeedle => "typeN"u8;
    private static ReadOnlySpan<byte> TypeKey => "typeName\":\""u8;
    private static ReadOnlySpan<byte> OperationNeedle => "operationT"u8;
    private static ReadOnlySpan<byte> OperationKey => "operationType\":\""u8;

    /// <summary>Returns the hint for the line at the start of some memory; equal for lines of one kind.</summary>
    public static ulong Of(ReadOnlySpan<byte> memory)
    {
        memory = memory[..Math.Min(memory.Length, MaxSearched)];
        ulong type = TextAfter(ref memory, TypeNeedle, TypeKey);
        return (type * 31) ^ TextAfter(ref memory, OperationNeedle, OperationKey);
    }

    /// <summary>Hashes the text after the first key, and moves after the key.</summary>
    private static ulong TextAfter(ref ReadOnlySpan<byte> memory, ReadOnlySpan<byte> needle, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> rest = memory;
        while (true)
        {
            int found = rest.IndexOf(needle);
            if (found < 0 || found + key.Length + TextLength > rest.Length)
                return 0;

            if (rest[found..].StartsWith(key))
            {
                // A key of a later line says nothing about this one.
                if (memory[..^(rest.Length - found)].Contains((byte)'\n'))
                    return 0;

                rest = rest[found..];
                break;
            }

            rest = rest[found..];

            rest = rest[needle.Length..];
        }

        memory = rest[key.Length..];
        var text = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(memory));
        uint quotes = Vector128.Equals(text, Vector128.Create((byte)'"')).ExtractMostSignificantBits();
        int length = BitOperations.TrailingZeroCount(quotes | (1 << TextLength));
        Vector128<ulong> kept = (text & Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)length))).AsUInt64();
        return (kept.ToScalar() * 0x9E37_79B9_7F4A_7C15) ^ (kept.GetElement(1) * 0xC2B2_AE3D_27D4_EB4F) ^ (ulong)length;
    }
}
