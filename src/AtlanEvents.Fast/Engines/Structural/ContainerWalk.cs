using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>
/// Follows the nesting of a line: checks what depends on the container, and locates the fields in the objects on the path to them.
/// </summary>
/// <remarks>
/// It visits the <see cref="MaskRow.Steps"/>: brackets, positions that only an array may have, and colons after keys that may be those of
/// the routing table. Between two steps the container is the same, so an array must not have a colon there.
/// <code>
/// bytes     {"typeName":"Table","names":["a","b"],"links":[],"attributes":{"qualifiedName":
/// steps     {          :                 [    "   ]                      :{               :
/// </code>
/// </remarks>
internal struct ContainerWalk<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector>
{
    private const int MaxDepth = 64;
    private const int BlockSize = IByteBlock.Size;

    // A bit for each open container, the innermost lowest: 1 for an object.
    private ulong _objects;
    private int _depth;
    private Path _path;

    /// <summary>The position after the root; 0 if it is open.</summary>
    public nint RootEnd { get; private set; }

    /// <summary>The walk at the start of a line.</summary>
    public static ContainerWalk<TWidth, TVector> Start()
    {
        ContainerWalk<TWidth, TVector> walk = default;
        walk._path.Expect(Place.Root, position: 0);
        return walk;
    }

    /// <summary>Visits the steps of the next chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="steps">The positions of its steps.</param>
    /// <param name="located">Receives the fields and traits.</param>
    /// <returns><see langword="false"/> if the line is not well-formed, or not accepted for another reason.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryVisit(in Chunk chunk, ReadOnlySpan<int> steps, ref LocatedLine located)
    {
        ulong objects = _objects;
        int depth = _depth;
        nint stretch = 0;
        foreach (int step in steps)
        {
            bool isInObject = (objects & 1) != 0;
            if ((!isInObject || depth == MaxDepth) && !IsStretchValid(chunk, stretch, step, isInObject, depth))
                return false;

            stretch = step + 1;
            ref byte token = ref chunk.Byte(step);
            if (token == (byte)':')
            {
                if (!isInObject || (depth == _path.Depth && !TryRoute(chunk, step, ref located)))
                    return false;

                continue;
            }

            // Bit 5 distinguishes braces from brackets.
            int kind = token | 0x20;
            ulong isBrace = (ulong)(token >> 5) & 1;
            if (kind == '{')
            {
                // There is one root. In an object, a container follows a colon.
                bool isAllowed = depth == 0 ? chunk.Start + step == 0 : !isInObject || Unsafe.Subtract(ref token, 1) != (byte)',';
                if (!isAllowed || depth == MaxDepth)
                    return false;

                if (chunk.Start + step == _path.ExpectedAt && isBrace != 0)
                    _path.Enter();

                objects = (objects << 1) | isBrace;
                depth++;
            }
            else if (kind == '}')
            {
                if (depth == 0 || (objects & 1) != isBrace)
                    return false;

                if (depth == _path.Depth)
                    _path.Leave();

                objects >>= 1;
                depth--;
                if (depth == 0)
                    RootEnd = chunk.Start + step + 1;
            }
            else if (isInObject)
            {
                return false;
            }
        }

        _objects = objects;
        _depth = depth;
        bool isObject = (objects & 1) != 0;
        return (isObject && depth < MaxDepth) || IsStretchValid(chunk, stretch, chunk.Limit, isObject, depth);
    }

    /// <summary>Checks what is between two steps: an array has no keys, and the innermost container at the maximum depth no empty ones.</summary>
    private static bool IsStretchValid(in Chunk chunk, nint start, nint end, bool isInObject, int depth)
        => (isInObject || !chunk.HasAny(MaskRow.Colons, start, end))
            && (depth < MaxDepth || !chunk.HasAny(MaskRow.EmptyOpens, start, end));

    /// <summary>Locates a field if the key before a colon is in the routing table.</summary>
    /// <returns><see langword="false"/> if the end of the field was not found.</returns>
    private bool TryRoute(in Chunk chunk, nint colon, ref LocatedLine located)
    {
        if (chunk.Scan.HasEscapedKeys)
            return TryRouteUnusual(chunk, colon, ref located);

        nint quote = chunk.LastOpeningQuote(colon);
        return KeyTable.Find(_path.Place, ref chunk.Byte(quote), colon - quote - 2) is not Route route
            || TryAdd(chunk, route, colon + 1, ref located);
    }

    /// <summary>Locates a field if the key before a colon, which may be of any length and have escapes, is in the routing table.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryRouteUnusual(in Chunk chunk, nint colon, ref LocatedLine located)
    {
        nint word = colon / BlockSize;
        ulong quotes = chunk.Word(MaskRow.OpeningQuotes, word) & ((1UL << (int)colon) - 1);
        while (quotes == 0)
        {
            // A key that starts further back is left to the slow path.
            if (word < 0)
                return false;

            quotes = chunk.Word(MaskRow.OpeningQuotes, --word);
        }

        nint start = (word * BlockSize) + BlockSize - BitOperations.LeadingZeroCount(quotes);
        ref byte first = ref chunk.Byte(start);
        ReadOnlySpan<byte> key = MemoryMarshal.CreateReadOnlySpan(ref first, (int)(colon - 1 - start));
        return RoutingTable.Find(_path.Place, key, key.Contains((byte)'\\')) is not Route route
            || TryAdd(chunk, route, colon + 1, ref located);
    }

    private bool TryAdd(in Chunk chunk, Route route, nint value, ref LocatedLine located)
    {
        byte first = chunk.Byte(value);
        located.Add(route, first, ref _path.Seen);
        if (route.Child != Place.None)
            _path.Expect(route.Child, chunk.Start + value);

        if (route.Field == Field.Count || first != (byte)'"')
            return true;

        nint start = value + 1;
        nint word = start / BlockSize;
        if (word + 1 < chunk.Words)
        {
            // Most values end in the word where they start or in the next one.
            ulong quotes = chunk.Word(MaskRow.ClosingQuotes, word) & (ulong.MaxValue << (int)start);
            ulong later = quotes == 0 ? chunk.Word(MaskRow.ClosingQuotes, word + 1) : ulong.MaxValue;
            if (later != 0)
            {
                nint end = (word * BlockSize) + BitOperations.TrailingZeroCount(quotes) + BitOperations.TrailingZeroCount(later);
                ref byte text = ref chunk.Byte(start);
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

    /// <summary>The open objects on the path to the fields. Their number is their depth.</summary>
    private struct Path
    {
        private Places _places;
        private SeenRows _seen;
        private Place _expected;

        public int Depth { get; private set; }

        public readonly Place Place => _places[Depth];

        /// <summary>The rows of the routing table that the innermost object has, one bit each.</summary>
        [UnscopedRef]
        public ref uint Seen => ref _seen[Depth];

        /// <summary>The position of the value of the last key that leads to a place of the routing table.</summary>
        public nint ExpectedAt { get; private set; }

        /// <summary>Records that a place of the routing table starts at a position, if there is an object.</summary>
        public void Expect(Place place, nint position)
        {
            _expected = place;
            ExpectedAt = position;
        }

        /// <summary>Enters the object at <see cref="ExpectedAt"/>.</summary>
        public void Enter()
        {
            Depth++;
            _places[Depth] = _expected;
            _seen[Depth] = 0;
        }

        /// <summary>Leaves the innermost object.</summary>
        public void Leave() => Depth--;
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
