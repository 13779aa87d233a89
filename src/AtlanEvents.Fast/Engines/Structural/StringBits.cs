using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>Finds strings and escapes on the masks of a 64-byte block.</summary>
/// <remarks>Source: G. Langdale, D. Lemire, "Parsing Gigabytes of JSON per Second", VLDB Journal 28(6), 2019.</remarks>
internal static class StringBits
{
    private const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;

    /// <summary>The exclusive or of all bits up to each bit: of quotes, the strings with their opening quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();

        for (int distance = 1; distance < 64; distance *= 2)
            bits ^= bits << distance;

        return bits;
    }

    /// <summary>Finds the bytes after the backslashes of escapes.</summary>
    /// <remarks>
    /// Of each run of backslashes, the first, third, ... escapes the byte after it. Subtracting the first of each run from the odd
    /// bits inverts them inside the run, whether it starts at an odd or at an even bit. Source: simdjson, json_escape_scanner.h.
    /// </remarks>
    /// <param name="backslashes">The backslashes of the block.</param>
    /// <param name="escapesNext">1 if the block before ended with the backslash of an escape; receives the same for this one.</param>
    public static ulong Escaped(ulong backslashes, ref ulong escapesNext)
    {
        ulong first = backslashes & ~escapesNext;
        ulong escapes = ((first << 1) | OddBits) - first ^ OddBits;
        ulong escaped = escapes ^ (backslashes | escapesNext);
        escapesNext = (escapes & backslashes) >> 63;
        return escaped;
    }
}
