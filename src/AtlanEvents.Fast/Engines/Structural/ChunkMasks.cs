using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>The rows of <see cref="ChunkMasks"/>. "Outside" means outside strings, where a string includes both of its quotes.</summary>
internal enum MaskRow
{
    // Written by ChunkScanner.
    OpeningQuotes,
    ClosingQuotes,
    Outside,

    /// <summary>Colons; <see cref="AdjacencyRules{TWidth, TVector}"/> removes those inside strings.</summary>
    Colons,

    // These are inside and outside strings, up to the letters, and undefined in words that are all inside.
    Commas,
    Opens,
    Closes,

    /// <summary>Bytes with bit 5 set, which braces have and brackets do not have.</summary>
    Braces,
    Digits,
    Zeros,

    /// <summary>The letters d and e: each key of the routing table has one or two.</summary>
    KeyLetters,

    /// <summary>The closing quotes of strings that follow a brace or a comma: keys, and strings in arrays.</summary>
    KeyQuotes,

    // Written by AdjacencyRules.

    /// <summary>Brackets, positions that only an array may have, and colons after keys that may be those of the routing table.</summary>
    Steps,

    /// <summary>Scalars that are not plain digits: each literal, and the points, exponents and minus signs of numbers.</summary>
    Scalars,

    /// <summary>The opening brackets of containers without content, which are no steps.</summary>
    EmptyOpens,

    Count,
}

/// <summary>Bit masks over a chunk of a line: bit <c>i</c> of word <c>j</c> belongs to byte <c>64 j + i</c> of the chunk.</summary>
internal sealed class ChunkMasks
{
    /// <summary>The number of 64-byte blocks, and words in a row, of a chunk: 4 KiB of the line.</summary>
    public const int Blocks = 64;

    // One word before each row, for the last word of the chunk before, and whole vectors.
    private const int WordsBefore = 8;
    private const int Stride = WordsBefore + Blocks;

    // Pinned, so that vectors of 64 bytes never straddle cache lines.
    private readonly ulong[] _words = GC.AllocateUninitializedArray<ulong>(((int)MaskRow.Count * Stride) + WordsBefore, pinned: true);
    private readonly int _first;

    public ChunkMasks()
    {
        Array.Clear(_words);
        nuint address = (nuint)Marshal.UnsafeAddrOfPinnedArrayElement(_words, 0);
        _first = WordsBefore - (int)((address % 64) / sizeof(ulong));
    }

    /// <summary>The first word of the first row, for <see cref="Word"/>.</summary>
    public ref ulong First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), (nint)_first);

    /// <summary>A word of a row. The word before each row and <see cref="Blocks"/> words in it can be used.</summary>
    /// <param name="first">The reference that <see cref="First"/> returned.</param>
    /// <param name="row">The row.</param>
    /// <param name="index">The index of the word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref ulong Word(ref ulong first, MaskRow row, nint index)
    {
        Debug.Assert(row < MaskRow.Count && index is >= -1 and < Blocks, "Requires a word.");
        return ref Unsafe.Add(ref Unsafe.Add(ref first, (nint)row * Stride), index);
    }
}
