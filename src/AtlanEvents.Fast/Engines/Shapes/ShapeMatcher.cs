using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Matches a line against shapes: validates it and locates its fields in one pass, without looking for its end first.</summary>
/// <remarks>
/// Why a match is exact. The state of a JSON reader (what is open, what may follow) depends only on the bytes so far. The shape was
/// read by the reference with one value in each place, and whatever admissible value stands there, the state behind it is the
/// same. Leaving out members from one lead to a later one, or to the object's end, also leads to the same state, and so does going on
/// in another shape that is the same up to there. So a line that gets to the end is well-formed, its keys are those of the shape, and
/// none occurs twice. A newline is a control character, so no string swallows one, and a container in a hole is searched for one:
/// framing is part of the match.
/// Any difference that is not understood fails the match, which decides nothing: the line goes the general path.
/// </remarks>
internal static class ShapeMatcher<TBlock>
    where TBlock : struct, IByteBlock
{
    /// <summary>No match.</summary>
    public const nint NoMatch = -1;

    /// <summary>Nothing is known: what can be read may have ended before the line did.</summary>
    public const nint Undecided = -2;

    private const nint BlockSize = 64;

    /// <summary>Matches the line at the start of some memory.</summary>
    /// <param name="shapes">Of these, the current one is tried, and where it fails those that have been the same up to there.</param>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="readable">How many bytes from there can be read.</param>
    /// <param name="located">The fields, valid after a match.</param>
    /// <returns>The length of the line up to its newline or CRLF, or <see cref="NoMatch"/> or <see cref="Undecided"/>.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static nint Match(ShapeCache shapes, ref byte line, nint readable, ref LocatedLine located)
    {
        Shape shape = shapes.Current!;
        ref byte low = ref MemoryMarshal.GetArrayDataReference(shape.Low);
        ref byte range = ref MemoryMarshal.GetArrayDataReference(shape.Range);
        ref ShapeStep step = ref MemoryMarshal.GetArrayDataReference(shape.Steps);
        located = default;

        // Up to here a block can be read.
        nint last = readable - BlockSize;

        // From a position in the text to that in the line.
        nint offset = 0;
        nint inText = 0;
        nint runStart = 0;
        nint holeStart = MatchState.NoHole;
        int skippedAt = int.MaxValue;
        while (true)
        {
            nint runEnd = step.RunEnd;
            if (offset + runEnd > last)
                return Undecided;

            ulong mismatches;
            while (true)
            {
                ref byte block = ref Unsafe.Add(ref line, offset + inText);
                Prefetch.Ahead(ref block);
                mismatches = TBlock.Mismatches(ref block, ref Unsafe.Add(ref low, inText), ref Unsafe.Add(ref range, inText));
                if (mismatches != 0 || runEnd - inText <= BlockSize)
                    break;

                inText += BlockSize;
            }

            nint same = BitOperations.TrailingZeroCount(mismatches);
            if (same < runEnd - inText)
            {
                var state = new MatchState
                {
                    Shape = shape,
                    Step = (int)(Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(shape.Steps), ref step) / Unsafe.SizeOf<ShapeStep>()),
                    At = offset + inText + same,
                    InText = inText + same,
                    RunStart = runStart,
                    SkippedAt = skippedAt,
                    HoleStart = holeStart,
                };
                nint length = Detour<TBlock>.TryGoOn(shapes, ref line, last, ref state, ref located);
                if (length != Detour<TBlock>.GoOn)
                    return length;

                shape = state.Shape;
                low = ref MemoryMarshal.GetArrayDataReference(shape.Low);
                range = ref MemoryMarshal.GetArrayDataReference(shape.Range);
                step = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(shape.Steps), state.Step);
                (offset, inText, runStart, skippedAt, holeStart) = (state.At - state.InText, state.InText, state.RunStart, state.SkippedAt, state.HoleStart);
                continue;
            }

            if (step.FieldCount > 0)
                LocateInRun(shape, in step, runStart, runEnd, offset, ref located);

            nint at = offset + runEnd;
            holeStart = at;
            if (step.Hole > HoleKind.Number)
            {
                if (step.Hole == HoleKind.End)
                {
                    shapes.Current = shape;
                    located.Traits = shape.Traits;
                    return at - 1;
                }

                at = SkipAny(ref line, at, last, step.Depth, step.HoleField, ref located);
                if (at < 0)
                    return Undecided;
            }
            else
            {
                // A string up to its quote or first escape, or an integer. If that is not all of the content, the run behind it will not fit.
                ulong outside = TBlock.Outside(ref Unsafe.Add(ref line, at), step.HoleLow, step.HoleRange, out ulong nonAscii);
                while (outside == 0)
                {
                    at += BlockSize;
                    if (at > last)
                        return Undecided;

                    outside = TBlock.Outside(ref Unsafe.Add(ref line, at), step.HoleLow, step.HoleRange, out ulong more);
                    nonAscii |= more;
                }

                at += BitOperations.TrailingZeroCount(outside);
                nint content = at - holeStart;
                if ((content < step.HoleMinLength && Unsafe.Add(ref line, holeStart) != (byte)'-') || (content > 1 && Unsafe.Add(ref line, holeStart) == step.HoleNotFirst))
                    return NoMatchInHole(shapes, shape, runEnd, skippedAt);

                // Bytes behind the hole may be among those that are not ASCII: then more is checked than has to be.
                if (nonAscii != 0 && !JsonScanner<TBlock>.IsUtf8(ref line, holeStart, at))
                    return NoMatchInHole(shapes, shape, runEnd, skippedAt);

                if (step.HoleField != Field.Count)
                    located.Strings.Set(step.HoleField, (int)holeStart, (int)content, FieldForm.Plain);
            }

            inText = runStart = runEnd;
            offset = at - runEnd;
            step = ref Unsafe.Add(ref step, 1);
        }
    }

    /// <summary>Notes the fields inside a stretch of the text that the line matched.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="step">The step whose run has the stretch.</param>
    /// <param name="from">Where the stretch starts in the text.</param>
    /// <param name="to">Where it ends. A field that ends just there has not been seen to end.</param>
    /// <param name="offset">What to add to a position in the text to get that in the line.</param>
    /// <param name="located">Where the fields are noted.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LocateInRun(Shape shape, in ShapeStep step, nint from, nint to, nint offset, ref LocatedLine located)
    {
        if (from == step.RunStart && to == step.RunEnd)
            located.Strings.Add(in step.RunFields, offset);
        else
            LocateInStretch(shape, in step, from, to, offset, ref located);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LocateInStretch(Shape shape, in ShapeStep step, nint from, nint to, nint offset, ref LocatedLine located)
    {
        foreach (ref readonly ShapeField field in shape.Fields.AsSpan(step.FirstField, step.FieldCount))
        {
            if (field.Start >= from && field.Start + field.Length < to)
                located.Strings.Set(field.Field, (int)offset + field.Start, field.Length, FieldForm.Plain);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint NoMatchInHole(ShapeCache shapes, Shape shape, nint at, int skippedAt)
    {
        shapes.Mismatch = new ShapeMismatch(shape, (int)at, skippedAt);
        return NoMatch;
    }

    /// <summary>Skips any value.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where it starts.</param>
    /// <param name="last">The last position from which a block can be read.</param>
    /// <param name="depth">How many containers it stands in.</param>
    /// <param name="field">The field that it is, if it is a string; or <see cref="Field.Count"/>.</param>
    /// <param name="located">Where the field is noted.</param>
    /// <returns>The position behind it, or a negative number.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint SkipAny(ref byte line, nint at, nint last, int depth, Field field, ref LocatedLine located)
    {
        if (at >= last)
            return Undecided;

        if (field != Field.Count && Unsafe.Add(ref line, at) == (byte)'"')
        {
            nint quote = JsonScanner<TBlock>.SkipString(ref line, at + 1, last, out bool isEscaped);
            if (quote < 0)
                return quote;

            Detour<TBlock>.Locate(ref located, field, at + 1, quote, isEscaped);
            return quote + 1;
        }

        // Only containers can hold a newline.
        if ((Unsafe.Add(ref line, at) | 0x20) != '{')
            return JsonScanner<TBlock>.SkipScalar(ref line, at, last);

        nint end = JsonScanner<TBlock>.SkipValue(ref line, at, last, depth);
        return end < 0 || MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, at), (int)(end - at)).Contains((byte)'\n') ? Undecided : end;
    }
}
