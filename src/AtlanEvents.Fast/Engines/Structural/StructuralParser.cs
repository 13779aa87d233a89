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
/// It accepts only lines that are well-formed, and nearly all that have an object or array at their root. It parses lines with white space
/// between tokens when they are framed, as copies without it. What it does not accept is left to <see cref="LineScanner{TBlock}"/>, which
/// decides.
/// A line is read in chunks of 4 KiB. Passes over masks, <see cref="ChunkScanner{TWidth, TVector}"/> and
/// <see cref="AdjacencyRules{TWidth, TVector}"/>, find the positions that must be visited. Loops over these positions then check literals
/// and numbers, and follow the nesting, <see cref="ContainerWalk{TWidth, TVector}"/>. Each loop does one thing, without branches
/// that depend on the line where possible: processors mispredict those, and a misprediction costs more than the work on a position.
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

    private const int BlockSize = IByteBlock.Size;

    private readonly CompactLine<TWidth, TVector> _compact = new();
    private readonly ChunkMasks _masks = new();
    private readonly int[] _positions = new int[(ChunkMasks.Blocks * BlockSize) + Chunk.SparePositions];

    /// <summary>The size of the buffers that depends on the lines.</summary>
    public int RetainedBytes => _compact.RetainedBytes;

    /// <summary>Parses a framed line, whose memory must be readable for <see cref="ReadableAfter"/>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="located">The fields and traits, valid if the line is accepted.</param>
    public bool TryParse(PaddedLine line, ref LocatedLine located)
        => Parse(ref line.First, line.Readable, ref located) == line.Length || TryParseCompact(line, ref located);

    /// <summary>Parses a framed line that <see cref="Parse"/> did not accept, without its white space.</summary>
    /// <param name="line">The line.</param>
    /// <param name="located">The fields and traits, valid if the line is accepted.</param>
    public bool TryParseCompact(PaddedLine line, ref LocatedLine located)
    {
        if (!_compact.TrySet(line, ReadableAfter) || Parse(ref _compact.First, _compact.Readable, ref located) != _compact.Length)
            return false;

        _compact.MoveBack(ref located);
        return true;
    }

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
        var walk = ContainerWalk<TWidth, TVector>.Start();
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
            if (!AreScalarsValid(chunk))
                return NotAccepted;

            if (scan.HasEscapedKeys)
                AddColonsToSteps(chunk);

            if (!walk.TryVisit(chunk, chunk.Positions(MaskRow.Steps, _positions), ref located))
                return NotAccepted;

            if (isLast)
                return walk.RootEnd == start + end && (allowDuplicateFields || !located.HasDuplicateField) ? start + end : NotAccepted;

            ChunkMasks.Word(ref rows, MaskRow.OpeningQuotes, -1) = ChunkMasks.Word(ref rows, MaskRow.OpeningQuotes, words - 1);
        }
    }

    /// <summary>Checks the scalars that are not just digits.</summary>
    private bool AreScalarsValid(in Chunk chunk)
    {
        // Most are literals. What is none is kept for the second loop.
        Span<int> scalars = chunk.Positions(MaskRow.Scalars, _positions);
        ref int others = ref MemoryMarshal.GetReference(scalars);
        nint count = 0;
        foreach (int position in scalars)
        {
            Unsafe.Add(ref others, count) = position;
            count += ScalarRules.IsLiteral(ref chunk.Byte(position)) ? 0 : 1;
        }

        foreach (int position in scalars[..(int)count])
        {
            if (!ScalarRules.IsNumberPart(ref chunk.Byte(position)))
                return false;
        }

        return true;
    }

    /// <summary>Visits the colon after every key, because any may be a routing key with escapes.</summary>
    private static void AddColonsToSteps(in Chunk chunk)
    {
        for (nint i = 0; i < chunk.Words; i++)
            chunk.Word(MaskRow.Steps, i) |= chunk.Word(MaskRow.Colons, i);
    }
}
