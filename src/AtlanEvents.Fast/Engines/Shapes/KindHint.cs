using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Guesses which kind of line follows, so that it is matched against the right shape at once.</summary>
/// <remarks>
/// The guess is the start of the first type name and of the first operation after it, wherever they are. A wrong guess costs time, not
/// correctness.
/// </remarks>
internal sealed class KindHint
{
    // Enough for most lines.
    private const int MaxSearched = 16 * 1024;
    private const int TextLength = 16;
    private const int MaxDistances = 64;

    // The search starts this far before the least distance.
    private const int Margin = 128;

    // By the hash of the type: about the smallest distance from the type name to the operation, which comes at the end of most lines.
    private readonly (ulong Type, int Distance)[] _distances = new (ulong, int)[MaxDistances];

    // The short needles have a rare byte, so they are found fastest. The long ones exclude JSON inside strings.
    private static ReadOnlySpan<byte> TypeNeedle => "typeN"u8;
    private static ReadOnlySpan<byte> TypeKey => "typeName\":\""u8;
    private static ReadOnlySpan<byte> OperationNeedle => "operationT"u8;
    private static ReadOnlySpan<byte> OperationKey => "operationType\":\""u8;

    /// <summary>Returns the hint for the line at the start of some memory; equal for lines of one kind.</summary>
    public ulong Of(ReadOnlySpan<byte> memory)
    {
        memory = memory[..Math.Min(memory.Length, MaxSearched)];
        int typeAt = TextAfter(memory, from: 0, TypeNeedle, TypeKey);
        ulong type = Hash(memory, typeAt);
        memory = memory[Math.Max(0, typeAt)..];

        // The operation comes late in the line, so most of the line need not be searched. The distance grows by a byte with each line, in
        // case short lines come no more.
        ref (ulong Type, int Distance) least = ref _distances[type % MaxDistances];
        int from = least.Type == type ? Math.Max(0, least.Distance - Margin) : 0;
        int operationAt = TextAfter(memory, from, OperationNeedle, OperationKey);
        if (operationAt < 0 && from > 0)
            operationAt = TextAfter(memory, from: 0, OperationNeedle, OperationKey);

        if (operationAt >= 0)
            least = (type, least.Type == type ? Math.Min(operationAt, least.Distance + 1) : operationAt);

        return (type * 31) ^ Hash(memory, operationAt);
    }

    /// <summary>Finds the text after the first key in the line.</summary>
    /// <returns>Its position; -1 if there is none, or it is not as long as a string may be that is hashed.</returns>
    private static int TextAfter(ReadOnlySpan<byte> memory, int from, ReadOnlySpan<byte> needle, ReadOnlySpan<byte> key)
    {
        while (from < memory.Length)
        {
            int found = memory[from..].IndexOf(needle);
            if (found < 0)
                return -1;

            from += found;
            int text = from + key.Length;
            if (memory[from..].StartsWith(key))
            {
                // A key of a later line says nothing about this one.
                bool isInLine = text + TextLength <= memory.Length && !memory[..from].Contains((byte)'\n');
                return isInLine ? text : -1;
            }

            from += needle.Length;
        }

        return -1;
    }

    private static ulong Hash(ReadOnlySpan<byte> memory, int position)
    {
        if (position < 0)
            return 0;

        var text = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(memory), (nuint)position);
        uint quotes = Vector128.Equals(text, Vector128.Create((byte)'"')).ExtractMostSignificantBits();
        int length = BitOperations.TrailingZeroCount(quotes | (1 << TextLength));
        Vector128<ulong> kept = (text & Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)length))).AsUInt64();
        return (kept.ToScalar() * 0x9E37_79B9_7F4A_7C15) ^ (kept.GetElement(1) * 0xC2B2_AE3D_27D4_EB4F) ^ (ulong)length;
    }
}
