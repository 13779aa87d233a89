using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>A chunk whose masks are complete. Positions are relative to its start.</summary>
internal ref struct Chunk
{
    /// <summary>The number of positions that are written at once.</summary>
    public const int SparePositions = 3;

    public ref byte Line;

    public ref ulong Rows;

    /// <summary>The number of readable bytes from the start of the line.</summary>
    public nint Readable;

    /// <summary>The position in the line.</summary>
    public nint Start;

    public int Words;

    /// <summary>The end of the line in the chunk, or of the chunk.</summary>
    public nint Limit;

    /// <summary>The state of the scan at the end of the chunk.</summary>
    public ref ScanState Scan;

    /// <summary>A word of a row. The word before each row can be used, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref ulong Word(MaskRow row, nint index) => ref ChunkMasks.Word(ref Rows, row, index);

    /// <summary>A byte of the chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref byte Byte(nint position) => ref Unsafe.Add(ref Line, Start + position);

    /// <summary>Writes the positions of the bits of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="buffer">Receives the positions. It has a place for each byte of a chunk and <see cref="SparePositions"/>.</param>
    /// <returns>The part of the buffer that has the positions, in ascending order.</returns>
    /// <remarks>Source: simdjson, json_structural_indexer.h.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly Span<int> Positions(MaskRow row, int[] buffer)
    {
        Debug.Assert(buffer.Length >= (Words * IByteBlock.Size) + SparePositions, "Requires a buffer for all bytes.");
        ref int positions = ref MemoryMarshal.GetArrayDataReference(buffer);
        nint count = 0;
        ref ulong words = ref Word(row, 0);
        nint byteCount = Words * IByteBlock.Size;
        for (nint first = 0; first < byteCount; first += IByteBlock.Size)
        {
            // Most words have few bits. Positions after the last one are overwritten.
            ulong bits = Unsafe.Add(ref words, first / IByteBlock.Size);
            ref int next = ref Unsafe.Add(ref positions, count);
            count += BitOperations.PopCount(bits);
            do
            {
                next = (int)first + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
                Unsafe.Add(ref next, 1) = (int)first + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
                Unsafe.Add(ref next, 2) = (int)first + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
                next = ref Unsafe.Add(ref next, SparePositions);
            }
            while (bits != 0);
        }

        return buffer.AsSpan(0, (int)count);
    }

    /// <summary>Finds the last opening quote before a position, at most one word before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint LastOpeningQuote(nint position)
    {
        nint word = position / IByteBlock.Size;
        ulong quotes = Word(MaskRow.OpeningQuotes, word) & ((1UL << (int)position) - 1);

        // The count of an empty word is 64, which leads into the word before. Bit 63 is never set, so the sign tells whether it is empty.
        ulong isFound = ~(ulong)((long)(quotes - 1) >> 63);
        ulong earlier = Word(MaskRow.OpeningQuotes, word - 1) | isFound;
        int distance = BitOperations.LeadingZeroCount(quotes) + BitOperations.LeadingZeroCount(earlier);
        return (word * IByteBlock.Size) + (IByteBlock.Size - 1) - distance;
    }

    /// <summary>Whether a row has a bit from a position up to another, exclusive.</summary>
    public readonly bool HasAny(MaskRow row, nint start, nint end)
    {
        for (nint word = start / IByteBlock.Size; start < end; word++, start = word * IByteBlock.Size)
        {
            ulong bits = Word(row, word) & (ulong.MaxValue << (int)start);
            nint used = end - (word * IByteBlock.Size);
            if (used < IByteBlock.Size)
                bits &= (1UL << (int)used) - 1;

            if (bits != 0)
                return true;
        }

        return false;
    }
}
