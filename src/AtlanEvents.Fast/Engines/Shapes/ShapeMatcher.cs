using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Matches a line against a shape: frames and validates the line and locates its fields in one pass.</summary>
/// <remarks>
/// Why a match is exact. The state of a JSON parser (open containers, what may follow) depends only on the bytes so far. The
/// general path accepted a line with one value in each place of the shape, and any value that the place allows leads to the same
/// state. So does leaving out members between one comma and a later one or the end of the object, and so does an additional member
/// between two commas, whose key is none of the routing table. A line that reaches the end is therefore well-formed, and has each
/// routing key at most once. A newline is a control character, so no string contains one, and a container in a hole is searched for
/// one: the match finds the end of the line.
/// A mismatch that <see cref="MatchRecovery{TBlock}"/> cannot explain decides nothing; the line takes the general path.
/// </remarks>
internal static class ShapeMatcher<TBlock>
    where TBlock : struct, IByteBlock
{
    /// <summary>Not a length: the line does not match.</summary>
    public const nint NoMatch = -1;

    /// <summary>Not a length: the readable memory may have ended before the line did.</summary>
    public const nint Undecided = -2;

    /// <summary>Matches the line at the start of some memory.</summary>
    /// <param name="context">Names the shape, and receives uses of its values.</param>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="readable">The number of readable bytes from there.</param>
    /// <param name="located">The fields and traits, valid after a match.</param>
    /// <returns>The length of the line up to its newline or CRLF, or <see cref="NoMatch"/> or <see cref="Undecided"/>.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static nint Match(MatchContext context, ref byte line, nint readable, ref LocatedLine located)
    {
        Shape shape = context.Current!;
        ref byte low = ref MemoryMarshal.GetArrayDataReference(shape.Low);
        ref byte range = ref MemoryMarshal.GetArrayDataReference(shape.Range);
        ref ShapeStep step = ref MemoryMarshal.GetArrayDataReference(shape.Steps);
        located = default;

        // The last line position from which a whole block is readable. Every block read below is checked against it.
        nint last = readable - IByteBlock.Size;

        // Line position = template position + offset.
        nint offset = 0;
        nint templatePosition = 0;
        MatchState state;
        state.RunStart = 0;
        state.HoleStart = MatchState.NoHole;
        state.Replaced = 0;
        while (true)
        {
            nint runEnd = step.RunEnd;
            if (offset + runEnd > last)
                return Undecided;

            ulong mismatches;
            while (true)
            {
                AssertReadable(shape, templatePosition, offset + templatePosition, last);
                ref byte block = ref Unsafe.Add(ref line, offset + templatePosition);
                Prefetch.Ahead(ref block);
                mismatches = TBlock.Mismatches(ref block, ref low, ref range, (nuint)templatePosition);
                if (mismatches != 0 || runEnd - templatePosition <= IByteBlock.Size)
                    break;

                templatePosition += IByteBlock.Size;
            }

            nint same = BitOperations.TrailingZeroCount(mismatches);
            if (same < runEnd - templatePosition)
            {
                state.Step = IndexOf(shape, ref step);
                state.LinePosition = offset + templatePosition + same;
                state.TemplatePosition = templatePosition + same;
                nint length = MatchRecovery<TBlock>.TryRecover(context, ref line, last, ref state, ref located);
                if (length != MatchRecovery<TBlock>.Recovered)
                    return length;

                step = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(shape.Steps), state.Step);
                offset = state.LinePosition - state.TemplatePosition;
                templatePosition = state.TemplatePosition;
                continue;
            }

            if (step.FieldCount > 0)
                LocateInRun(shape, in step, state.RunStart, runEnd, offset, ref located);

            nint holeStart = offset + runEnd;
            nint position = holeStart;
            if (step.Hole == HoleKind.String)
            {
                // Up to the quote or the first escape. If the content continues, the next run will not match.
                ulong stops = TBlock.StringStops(ref Unsafe.Add(ref line, position), out ulong nonAscii);
                while (stops == 0)
                {
                    position += IByteBlock.Size;
                    if (position > last)
                        return Undecided;

                    stops = TBlock.StringStops(ref Unsafe.Add(ref line, position), out ulong more);
                    nonAscii |= more;
                }

                position += BitOperations.TrailingZeroCount(stops);
                if (nonAscii != 0 && !JsonScanner<TBlock>.IsUtf8(ref line, holeStart, position))
                    return NoMatch;

                if (step.HoleField != Field.Count)
                    located.Fields.Set(step.HoleField, new FieldSlice((int)holeStart, (int)(position - holeStart), FieldForm.Plain));
            }
            else if (step.Hole == HoleKind.Number)
            {
                // An integer. If the number continues, the next run will not match.
                ulong others = TBlock.NonDigits(ref Unsafe.Add(ref line, position));
                while (others == 0)
                {
                    position += IByteBlock.Size;
                    if (position > last)
                        return Undecided;

                    others = TBlock.NonDigits(ref Unsafe.Add(ref line, position));
                }

                position += BitOperations.TrailingZeroCount(others);
                byte first = Unsafe.Add(ref line, holeStart);
                if (position == holeStart ? first != (byte)'-' : first == (byte)'0' && position > holeStart + 1)
                    return NoMatch;
            }
            else
            {
                if (step.Hole == HoleKind.End)
                {
                    shape.Matches++;
                    located.Traits = shape.Traits;
                    return position - 1;
                }

                position = SkipAny(ref line, position, last, step.Depth, step.HoleField, ref located);
                if (position < 0)
                    return Undecided;
            }

            state.HoleStart = holeStart;
            templatePosition = state.RunStart = runEnd;
            offset = position - runEnd;
            step = ref Unsafe.Add(ref step, 1);
        }
    }

    /// <summary>Records the fields inside a stretch of the template that the line matched.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="step">The step whose run contains the stretch.</param>
    /// <param name="from">The template position where the stretch starts.</param>
    /// <param name="to">The template position where it ends. A field that ends exactly there is not recorded: its quote is missing.</param>
    /// <param name="offset">The difference between line and template positions.</param>
    /// <param name="located">Receives the fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LocateInRun(Shape shape, in ShapeStep step, nint from, nint to, nint offset, ref LocatedLine located)
    {
        if (from != step.RunStart || to != step.RunEnd)
        {
            LocateInStretch(shape, in step, from, to, offset, ref located);
            return;
        }

        ref ShapeField field = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(shape.Fields), step.FirstField);
        for (int count = step.FieldCount; count > 0; count--)
        {
            located.Fields.Set(field.Field, field.Slice.Move(offset));
            field = ref Unsafe.Add(ref field, 1);
        }
    }

    /// <summary>Skips any value.</summary>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="position">The line position of the value.</param>
    /// <param name="last">The last line position from which a whole block is readable.</param>
    /// <param name="depth">The number of containers around the value.</param>
    /// <param name="field">The field that the value is, if it is a string; or <see cref="Field.Count"/>.</param>
    /// <param name="located">Receives the field.</param>
    /// <returns>The line position after the value, or a negative number.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint SkipAny(ref byte line, nint position, nint last, int depth, Field field, ref LocatedLine located)
    {
        Debug.Assert(position >= 0, "Requires a position of the line.");
        if (position >= last)
            return Undecided;

        if (field != Field.Count && Unsafe.Add(ref line, position) == (byte)'"')
        {
            nint quote = JsonScanner<TBlock>.SkipString(ref line, position + 1, last, out bool isEscaped);
            if (quote < 0)
                return quote;

            located.AddField(field, position + 1, quote, isEscaped);
            return quote + 1;
        }

        // Only containers can contain a newline.
        if ((Unsafe.Add(ref line, position) | 0x20) != '{')
            return JsonScanner<TBlock>.SkipScalar(ref line, position, last);

        nint end = JsonScanner<TBlock>.SkipValue(ref line, position, last, depth);
        if (end < 0 || MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, position), (int)(end - position)).Contains((byte)'\n'))
            return Undecided;

        return end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LocateInStretch(Shape shape, in ShapeStep step, nint from, nint to, nint offset, ref LocatedLine located)
    {
        foreach (ref readonly ShapeField field in shape.Fields.AsSpan(step.FirstField, step.FieldCount))
        {
            if (field.Slice.Start >= from && field.Slice.Start + field.Slice.Length < to)
                located.Fields.Set(field.Field, field.Slice.Move(offset));
        }
    }

    private static int IndexOf(Shape shape, ref ShapeStep step)
        => (int)(Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(shape.Steps), ref step) / Unsafe.SizeOf<ShapeStep>());

    [Conditional("DEBUG")]
    private static void AssertReadable(Shape shape, nint templatePosition, nint linePosition, nint last)
    {
        Debug.Assert(templatePosition >= 0 && templatePosition + IByteBlock.Size <= shape.Low.Length, "Requires a block of the template.");
        Debug.Assert(shape.Low.Length == shape.Range.Length, "Requires a range for each byte.");
        Debug.Assert(linePosition >= 0 && linePosition <= last, "Requires a readable block of the line.");
    }
}
