using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>
/// Frames and validates a line and locates its fields, without having learned anything: it computes on bit masks of 64 bytes, and
/// visits only brackets, literals and the keys of the routing table one by one.
/// </summary>
/// <remarks>
/// It accepts only lines that are well-formed, and nearly all that have no white space between tokens and an object or array at their
/// root. What it does not accept is left to <see cref="LineScanner{TBlock}"/>, which decides.
/// A line is read in chunks of 4 KiB, in three passes: <see cref="ChunkScanner{TWidth, TVector}"/>,
/// <see cref="AdjacencyRules{TWidth, TVector}"/>, and the walk in this class.
/// </remarks>
internal sealed class StructuralParser<TWidth, TVector>(bool allowDuplicateFields)
    where TWidth : struct, IVectorWidth<TVector>
{
    /// <summary>Not a length: the line may be well-formed or not.</summary>
    public const nint NotAccepted = -1;

    /// <summary>Not a length: the readable memory ended before the line did.</summary>
    public const nint Undecided = -2;

    /// <summary>The number of bytes after a line's newline that must be readable for the line to be decided.</summary>
    public const int ReadableAfter = (2 * IByteBlock.Size) + ScalarRules.ReadableBytes;

    private const int MaxDepth = 64;
    private const int BlockSize = IByteBlock.Size;
    private const int BlockBits = 6;

    private readonly ChunkMasks _masks = new();
    private readonly int[] _positions = new int[ChunkMasks.Blocks * BlockSize];

    /// <summary>Parses the line at the start of some memory.</summary>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="readable">The number of readable bytes from there.</param>
    /// <param name="located">The fields and traits, valid if the line is accepted.</param>
    /// <returns>The length of the line up to its newline or CRLF, <see cref="NotAccepted"/> or <see cref="Undecided"/>.</returns>
    public nint Parse(ref byte line, nint readable, ref LocatedLine located)
    {
        located = default;
        located.Path = LinePath.General;
        if (readable < ReadableAfter)
            return Undecided;

        if ((line | 0x20) != '{')
            return NotAccepted;

        ref ulong rows = ref _masks.First;
        ChunkMasks.Word(ref rows, MaskRow.OpeningQuotes, -1) = 0;
        ScanState scan = default;
        AdjacencyRules<TWidth, TVector>.State rules = default;
        var nesting = new Nesting { Colons = MaskRow.None, Empties = MaskRow.None };
        Path path = default;
        for (nint start = 0; ; start += ChunkMasks.Blocks * BlockSize)
        {
            nint blocks = (readable - start - BlockSize - ScalarRules.ReadableBytes) / BlockSize;
            if (blocks <= 0)
                return Undecided;

            int words = ChunkScanner<TWidth, TVector>.Scan(
                ref line, start, (int)nint.Min(blocks, ChunkMasks.Blocks), _masks, ref scan, out int end);
            if (end == ChunkScanner<TWidth, TVector>.Irregular)
                return NotAccepted;

            bool isLast = end != ChunkScanner<TWidth, TVector>.NoEnd;
            if (!isLast && words < ChunkMasks.Blocks)
                return Undecided;

            if (!AdjacencyRules<TWidth, TVector>.Hold(_masks, words, ref rules, isFirst: start == 0))
                return NotAccepted;

            var chunk = new Chunk { Line = ref line, Rows = ref rows, Readable = readable, Start = start, Words = words, Scan = ref scan };
            chunk.Limit = isLast ? end : words * BlockSize;
            if (!AreScalarsValid(chunk) || !TryWalk(chunk, ref nesting, ref path, ref located))
                return NotAccepted;

            if (isLast)
            {
                bool isWhole = nesting.Depth == 0 && nesting.RootEnd == start + end;
                return isWhole && (allowDuplicateFields || !located.HasDuplicateField) ? start + end : NotAccepted;
            }

            ChunkMasks.Word(ref rows, MaskRow.OpeningQuotes, -1) = ChunkMasks.Word(ref rows, MaskRow.OpeningQuotes, words - 1);
        }
    }

    private bool AreScalarsValid(in Chunk chunk)
    {
        // Literals are checked without a branch that depends on the line. What is none is kept for the second loop.
        ref int others = ref MemoryMarshal.GetArrayDataReference(_positions);
        int count = 0;
        for (nint i = 0; i < chunk.Words; i++)
        {
            for (ulong left = chunk.Word(MaskRow.Scalars, i); left != 0; left &= left - 1)
            {
                int position = (int)(i * BlockSize) + BitOperations.TrailingZeroCount(left);
                bool isLiteral = ScalarRules.IsLiteral(ref Unsafe.Add(ref chunk.Line, chunk.Start + position));
                Unsafe.Add(ref others, count) = position;
                count += isLiteral ? 0 : 1;
            }
        }

        for (int i = 0; i < count; i++)
        {
            if (!ScalarRules.IsNumberPart(ref Unsafe.Add(ref chunk.Line, chunk.Start + Unsafe.Add(ref others, i))))
                return false;
        }

        return true;
    }

    /// <summary>Visits the steps of a chunk: checks what the containers allow, and locates fields in the objects on the path.</summary>
    private static bool TryWalk(in Chunk chunk, ref Nesting nesting, ref Path path, ref LocatedLine located)
    {
        Nesting now = nesting;
        now.Colons = ColonsToVisit(chunk, now, path);
        for (nint i = 0; i < chunk.Words; i++)
        {
            ulong steps = chunk.Word(MaskRow.Steps, i);
            ulong left = steps | chunk.Word(now.Colons, i) | chunk.Word(now.Empties, i);
            while (left != 0)
            {
                int bit = BitOperations.TrailingZeroCount(left);
                nint position = (i * BlockSize) + bit;
                ref byte token = ref Unsafe.Add(ref chunk.Line, chunk.Start + position);
                if (token == (byte)':')
                {
                    if (!now.IsInObject || !TryRoute(chunk, i, bit, ref path, ref located))
                        return false;

                    left &= left - 1;
                    continue;
                }

                bool isBrace = (token & 0x20) != 0;
                if ((token | 0x20) == '{')
                {
                    if (now.Depth == MaxDepth || (now.IsInObject && Unsafe.Subtract(ref token, 1) == (byte)','))
                        return false;

                    // There is one root.
                    if (now.Depth == 0 && chunk.Start + position != 0)
                        return false;

                    if (isBrace && now.Depth == path.Depth)
                        path.TryEnter(chunk.Start + position);

                    now.Objects = (now.Objects << 1) | (isBrace ? 1UL : 0);
                    now.Depth++;
                }
                else if ((token | 0x20) == '}')
                {
                    if (now.Depth == 0 || now.IsInObject != isBrace)
                        return false;

                    if (now.Depth == path.Depth)
                        path.Depth--;

                    now.Objects >>= 1;
                    now.Depth--;

                    if (now.Depth == 0)
                        now.RootEnd = chunk.Start + position + 1;
                }
                else if (now.IsInObject)
                {
                    return false;
                }

                now.Colons = ColonsToVisit(chunk, now, path);
                now.Empties = now.Depth == MaxDepth ? MaskRow.EmptyOpens : MaskRow.None;
                left = (steps | chunk.Word(now.Colons, i) | chunk.Word(now.Empties, i)) & ~((2UL << bit) - 1);
            }
        }

        nesting = now;
        return true;
    }

    /// <summary>The colons to visit in the innermost container.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static MaskRow ColonsToVisit(in Chunk chunk, in Nesting nesting, in Path path)
    {
        if (!nesting.IsInObject)
            return nesting.Depth == 0 ? MaskRow.None : MaskRow.Colons;

        if (nesting.Depth != path.Depth)
            return MaskRow.None;

        if (chunk.Scan.HasEscapedKeys)
            return MaskRow.Colons;

        return path.Place == KeyTable.Innermost ? MaskRow.InnermostCandidates : MaskRow.Candidates;
    }

    /// <summary>Locates a field if the key before a colon is in the routing table.</summary>
    /// <returns><see langword="false"/> if the end of the field was not found.</returns>
    private static bool TryRoute(in Chunk chunk, nint word, int bit, ref Path path, ref LocatedLine located)
    {
        if (chunk.Scan.HasEscapedKeys)
            return TryRouteUnusual(chunk, word, bit, ref path, ref located);

        nint colon = (word * BlockSize) + bit;
        nint quote = LastOpeningQuote(chunk, word, bit);
        ref byte key = ref Unsafe.Add(ref chunk.Line, chunk.Start + quote);
        return KeyTable.Find(path.Place, ref key, colon - quote - 2) is not Route route
            || TryAdd(chunk, route, colon + 1, ref path, ref located);
    }

    /// <summary>Locates a field if the key before a colon, which may be of any length and have escapes, is in the routing table.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryRouteUnusual(in Chunk chunk, nint word, int bit, ref Path path, ref LocatedLine located)
    {
        nint colon = (word * BlockSize) + bit;
        ulong quotes = chunk.Word(MaskRow.OpeningQuotes, word) & ((1UL << bit) - 1);
        while (quotes == 0)
        {
            // A key that starts further back is left to the slow path.
            if (word < 0)
                return false;

            quotes = chunk.Word(MaskRow.OpeningQuotes, --word);
        }

        nint start = (word * BlockSize) + BlockSize - BitOperations.LeadingZeroCount(quotes);
        ref byte first = ref Unsafe.Add(ref chunk.Line, chunk.Start + start);
        ReadOnlySpan<byte> key = MemoryMarshal.CreateReadOnlySpan(ref first, (int)(colon - 1 - start));
        return RoutingTable.Find(path.Place, key, key.Contains((byte)'\\')) is not Route route
            || TryAdd(chunk, route, colon + 1, ref path, ref located);
    }

    /// <summary>Finds the last opening quote before a byte. It is in the same word or in the word before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint LastOpeningQuote(in Chunk chunk, nint word, int bit)
    {
        ulong quotes = chunk.Word(MaskRow.OpeningQuotes, word) & ((1UL << bit) - 1);
        ulong earlier = quotes == 0 ? chunk.Word(MaskRow.OpeningQuotes, word - 1) : ulong.MaxValue;

        // The count of an empty word is 64, which leads into the word before.
        int distance = BitOperations.LeadingZeroCount(quotes) + BitOperations.LeadingZeroCount(earlier);
        return (word * BlockSize) + (BlockSize - 1) - distance;
    }

    private static bool TryAdd(in Chunk chunk, Route route, nint value, ref Path path, ref LocatedLine located)
    {
        byte first = Unsafe.Add(ref chunk.Line, chunk.Start + value);
        located.Add(route, first, ref path.Seen);
        if (route.Child != Place.None)
            path.Expect(route.Child, chunk.Start + value);

        if (route.Field == Field.Count || first != (byte)'"')
            return true;

        nint start = value + 1;
        nint word = start >> BlockBits;
        if (word + 1 < chunk.Words)
        {
            // Most values end in the word where they start or in the next one.
            ulong quotes = chunk.Word(MaskRow.ClosingQuotes, word) & (ulong.MaxValue << (int)(start & (BlockSize - 1)));
            ulong later = quotes == 0 ? chunk.Word(MaskRow.ClosingQuotes, word + 1) : ulong.MaxValue;
            if (later != 0)
            {
                nint end = (word * BlockSize) + BitOperations.TrailingZeroCount(quotes) + BitOperations.TrailingZeroCount(later);
                ref byte text = ref Unsafe.Add(ref chunk.Line, chunk.Start + start);
                bool isEscaped = chunk.Scan.HasEscapes
                    && MemoryMarshal.CreateReadOnlySpan(ref text, (int)(end - start)).Contains((byte)'\\');
                located.AddField(route.Field, chunk.Start + start, chunk.Start + end, isEscaped);
                return true;
            }
        }

        return TryAddLong(chunk, route.Field, chunk.Start + start, ref located);
    }

    // The value may continue in the next chunk, which is not scanned yet.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryAddLong(in Chunk chunk, Field field, nint start, ref LocatedLine located)
    {
        nint end = JsonScanner<ByteBlock<TWidth, TVector>>.SkipString(
            ref chunk.Line, start, chunk.Readable - BlockSize, out bool isEscaped);
        if (end < 0)
            return false;

        located.AddField(field, start, end, isEscaped);
        return true;
    }

    /// <summary>A chunk whose masks are complete. Positions are relative to its start.</summary>
    private ref struct Chunk
    {
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

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly ulong Word(MaskRow row, nint index) => ChunkMasks.Word(ref Rows, row, index);
    }

    /// <summary>The open containers.</summary>
    private struct Nesting
    {
        /// <summary>A bit for each, the innermost lowest: 1 for an object.</summary>
        public ulong Objects;

        public int Depth;

        /// <summary>
        /// The colons to visit in the innermost container: those that may follow a routing key in an object on the path; in an array
        /// all, which are errors.
        /// </summary>
        public MaskRow Colons;

        /// <summary>The empty containers to visit, which are errors: at the maximum depth all.</summary>
        public MaskRow Empties;

        /// <summary>The position after the root; 0 if it is open.</summary>
        public nint RootEnd;

        public readonly bool IsInObject => (Objects & 1) != 0;
    }

    /// <summary>The open objects on the path to the fields. Their number is their depth.</summary>
    private struct Path
    {
        private Places _places;
        private SeenRows _seen;
        private Place _expected;
        private nint _expectedAt;

        public int Depth;

        public Place Place => _places[Depth];

        /// <summary>The rows of the routing table that the innermost object has, one bit each.</summary>
        [UnscopedRef]
        public ref uint Seen => ref _seen[Depth];

        /// <summary>Records that a place of the routing table starts at a position, if there is an object.</summary>
        public void Expect(Place place, nint position)
        {
            _expected = place;
            _expectedAt = position;
        }

        /// <summary>Enters an object in the innermost one if it is on the path, or the root.</summary>
        public void TryEnter(nint position)
        {
            if (Depth > 0 && (position != _expectedAt || _expected == Place.None))
                return;

            Place place = Depth == 0 ? Place.Root : _expected;
            Depth++;
            _places[Depth] = place;
            _seen[Depth] = 0;
        }
    }

    [InlineArray((int)Place.Attributes + 1)]
    private struct Places
    {
        private Place _first;
    }

    [InlineArray((int)Place.Attributes + 1)]
    private struct SeenRows
    {
        private uint _first;
    }
}
