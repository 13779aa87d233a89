using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>What the scan of a chunk tells the scan of the next one.</summary>
internal struct ScanState
{
    /// <summary>All bits if the chunk ended inside a string, otherwise 0.</summary>
    public ulong InString;

    /// <summary>1 if the last byte of the chunk was the backslash of an escape.</summary>
    public ulong EscapesNext;

    /// <summary>The first bytes of the next block that must be hexadecimal digits.</summary>
    public ulong HexDigits;

    /// <summary>1 if the last byte of the chunk was a brace or comma after which a string is a key.</summary>
    public ulong LeadsKey;

    /// <summary>1 if the chunk ended inside such a string.</summary>
    public ulong InKey;

    /// <summary>Whether the line has an escape.</summary>
    public bool HasEscapes;

    /// <summary>Whether a key may have one.</summary>
    public bool HasEscapedKeys;
}

/// <summary>The first pass over a chunk: finds the end of the line and the strings, and classifies bytes.</summary>
/// <remarks>
/// <code>
/// bytes            {  "  a  \  "  "  :  1  ,  "  b  ...
/// quotes              1           1           1          without the escaped one
/// strings             1  1  1  1              1  1  ...  exclusive or of all quotes up to each byte: carry-less product with -1
/// opening quotes      1                       1          quotes and strings
/// closing quotes                  1                      quotes and not strings
/// key quotes                      1                      strings + opening quotes after { and comma: each sum carries to the end
/// </code>
/// The scan checks escapes, control characters and UTF-8. Everything else is left to <see cref="AdjacencyRules{TWidth, TVector}"/>.
/// </remarks>
internal static class ChunkScanner<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector>
{
    /// <summary>Not a position: the chunk is full, and the line goes on.</summary>
    public const int NoEnd = -1;

    /// <summary>Not a position: this scan does not accept the line.</summary>
    public const int Irregular = -2;

    private const int BlockSize = IByteBlock.Size;

    /// <summary>Scans up to <see cref="ChunkMasks.Blocks"/> blocks.</summary>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="start">The position of the chunk in the line.</param>
    /// <param name="blocks">The number of blocks that may be read. The block after the last one must be readable, too.</param>
    /// <param name="masks">
    /// Receives the masks. Words after the end of the line are 0 up to a multiple of eight. Rows that do not distinguish between inside and
    /// outside are undefined where <see cref="MaskRow.Outside"/> is 0.
    /// </param>
    /// <param name="state">The state after the chunk before; receives the state after this one.</param>
    /// <param name="end">The position of the newline or CRLF in the chunk, <see cref="NoEnd"/> or <see cref="Irregular"/>.</param>
    /// <returns>The number of blocks scanned.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Scan(ref byte line, nint start, int blocks, ChunkMasks masks, ref ScanState state, out int end)
    {
        Debug.Assert(blocks is > 0 and <= ChunkMasks.Blocks, "Requires the blocks of a chunk.");
        ref byte chunk = ref Unsafe.Add(ref line, start);
        ref ulong rows = ref masks.First;
        ulong inString = state.InString;
        ulong leadsKey = state.LeadsKey;
        ulong inKey = state.InKey;
        ulong pending = state.EscapesNext | state.HexDigits;
        ulong lastQuotes = ulong.MaxValue;
        ulong nonAsciiBlocks = 0;
        end = NoEnd;
        nint i = 0;
        while (i < blocks)
        {
            ref byte block = ref Unsafe.Add(ref chunk, i * BlockSize);
            Prefetch.Ahead(ref block);
            ulong quotes = ByteMask<TWidth, TVector>.Equal(ref block, (byte)'"');
            ulong controls = ByteMask<TWidth, TVector>.Less(ref block, (byte)' ');
            ulong backslashes = ByteMask<TWidth, TVector>.Equal(ref block, (byte)'\\');
            ulong braces = ByteMask<TWidth, TVector>.Bit5(ref block);
            ulong opens = ByteMask<TWidth, TVector>.EqualWithBit5(ref block, (byte)'{');
            ulong commas = ByteMask<TWidth, TVector>.Equal(ref block, (byte)',');
            nonAsciiBlocks |= (ByteMask<TWidth, TVector>.NonAscii(ref block) != 0 ? 1UL : 0) << (int)i;
            if ((backslashes | pending) != 0)
            {
                if (!TryFindEscaped(ref block, backslashes, ref state, out ulong escaped))
                {
                    end = Irregular;
                    return 0;
                }

                pending = state.EscapesNext | state.HexDigits;
                quotes &= ~escaped;
            }

            // Inside a string, the other rows do not matter. Two blocks without quotes are required, so that the branch is predictable.
            bool isUniform = (quotes | lastQuotes | controls) == 0;
            lastQuotes = quotes;
            if (isUniform && inString != 0)
            {
                leadsKey = 0;
                state.HasEscapedKeys |= inKey != 0 && backslashes != 0;
                ChunkMasks.Word(ref rows, MaskRow.OpeningQuotes, i) = ChunkMasks.Word(ref rows, MaskRow.ClosingQuotes, i) = 0;
                ChunkMasks.Word(ref rows, MaskRow.Outside, i) = ChunkMasks.Word(ref rows, MaskRow.KeyQuotes, i) = 0;
                i++;
                continue;
            }

            ulong strings = StringBits.PrefixXor(quotes) ^ inString;
            inString = (ulong)((long)strings >> 63);
            ulong opening = quotes & strings;
            ulong lead = ((opens & braces) | commas) & ~strings;
            ulong keys = ((lead << 1) | leadsKey) & opening;
            leadsKey = lead >> 63;

            // The sum carries from each opening quote to the closing quote, and into the next block if there is none in this one.
            ulong sum = strings + keys;
            ulong carried = sum + inKey;
            inKey = (sum < keys ? 1UL : 0) | (carried < sum ? 1UL : 0);
            state.HasEscapedKeys |= (backslashes & strings & ~carried) != 0;
            ChunkMasks.Word(ref rows, MaskRow.Commas, i) = commas;
            ChunkMasks.Word(ref rows, MaskRow.Opens, i) = opens;
            ChunkMasks.Word(ref rows, MaskRow.Braces, i) = braces;
            ChunkMasks.Word(ref rows, MaskRow.Closes, i) = ByteMask<TWidth, TVector>.EqualWithBit5(ref block, (byte)'}');
            ChunkMasks.Word(ref rows, MaskRow.Digits, i) = ByteMask<TWidth, TVector>.Digits(ref block);
            ChunkMasks.Word(ref rows, MaskRow.KeyLetters, i) = ByteMask<TWidth, TVector>.EqualWithBit0(ref block, (byte)'e');
            ChunkMasks.Word(ref rows, MaskRow.Zeros, i) = ByteMask<TWidth, TVector>.Equal(ref block, (byte)'0');
            ChunkMasks.Word(ref rows, MaskRow.Colons, i) = ByteMask<TWidth, TVector>.Equal(ref block, (byte)':');

            ulong inLine = ulong.MaxValue;
            if (controls != 0)
            {
                int at = BitOperations.TrailingZeroCount(controls);
                bool isEnd = Unsafe.Add(ref block, at) == (byte)'\n'
                    || (Unsafe.Add(ref block, at) == (byte)'\r' && Unsafe.Add(ref block, at + 1) == (byte)'\n');
                if (!isEnd || ((strings >> at) & 1) != 0)
                {
                    end = Irregular;
                    return 0;
                }

                inLine = (1UL << at) - 1;
                end = ((int)i * BlockSize) + at;
            }

            ChunkMasks.Word(ref rows, MaskRow.OpeningQuotes, i) = opening & inLine;
            ChunkMasks.Word(ref rows, MaskRow.ClosingQuotes, i) = quotes & ~strings & inLine;
            ChunkMasks.Word(ref rows, MaskRow.Outside, i) = ~(strings | quotes) & inLine;
            ChunkMasks.Word(ref rows, MaskRow.KeyQuotes, i) = carried & ~strings & inLine;
            i++;
            if (controls != 0)
            {
                for (nint after = i; after % 8 != 0; after++)
                {
                    ChunkMasks.Word(ref rows, MaskRow.OpeningQuotes, after) = ChunkMasks.Word(ref rows, MaskRow.ClosingQuotes, after) = 0;
                    ChunkMasks.Word(ref rows, MaskRow.Outside, after) = ChunkMasks.Word(ref rows, MaskRow.KeyQuotes, after) = 0;
                }

                break;
            }
        }

        state.InString = inString;
        state.LeadsKey = leadsKey;
        state.InKey = inKey;
        if (nonAsciiBlocks != 0 && !IsUtf8(ref line, start, (int)i, end, nonAsciiBlocks))
            end = Irregular;

        return (int)i;
    }

    /// <summary>Finds the bytes after the backslashes of escapes, and checks the escapes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryFindEscaped(ref byte block, ulong backslashes, ref ScanState state, out ulong escaped)
    {
        escaped = StringBits.Escaped(backslashes, ref state.EscapesNext);
        state.HasEscapes = true;

        ulong unicode = escaped & ByteMask<TWidth, TVector>.Equal(ref block, (byte)'u');
        ulong hexDigits = (unicode << 1) | (unicode << 2) | (unicode << 3) | (unicode << 4) | state.HexDigits;
        state.HexDigits = (unicode >> 63) | (unicode >> 62) | (unicode >> 61) | (unicode >> 60);
        return (escaped & ~ByteMask<TWidth, TVector>.Escapable(ref block)) == 0
            && (hexDigits == 0 || (hexDigits & ~ByteMask<TWidth, TVector>.HexDigits(ref block)) == 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsUtf8(ref byte line, nint start, int blocks, int end, ulong nonAsciiBlocks)
    {
        // A sequence may start in one block and end, or lack its end, in the next.
        ulong left = nonAsciiBlocks | (nonAsciiBlocks << 1);
        if (blocks < ChunkMasks.Blocks)
            left &= (1UL << blocks) - 1;

        bool isValid = true;
        for (; left != 0; left &= left - 1)
        {
            int index = BitOperations.TrailingZeroCount(left);
            nint position = start + (index * BlockSize);
            ulong errors = position == 0
                ? FirstErrors(ref line)
                : ByteBlock<TWidth, TVector>.Utf8Errors(ref Unsafe.Add(ref line, position));

            // A truncated sequence shows at the byte after it, which may be the newline.
            int last = end - (index * BlockSize);
            if (end >= 0 && last < BlockSize - 1)
                errors &= (2UL << last) - 1;

            isValid &= errors == 0;
        }

        // A sequence at the end of a full chunk shows in the next block, which is readable, but not scanned yet.
        if (end == NoEnd && (nonAsciiBlocks >> (blocks - 1)) != 0)
            isValid &= (ByteBlock<TWidth, TVector>.Utf8Errors(ref Unsafe.Add(ref line, start + (blocks * BlockSize))) & 0b111) == 0;

        return isValid;
    }

    // Nothing before the line may be read.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong FirstErrors(ref byte line)
    {
        Span<byte> copy = stackalloc byte[2 * BlockSize];
        copy.Clear();
        MemoryMarshal.CreateReadOnlySpan(ref line, BlockSize).CopyTo(copy[BlockSize..]);
        return ByteBlock<TWidth, TVector>.Utf8Errors(ref copy[BlockSize]);
    }
}
