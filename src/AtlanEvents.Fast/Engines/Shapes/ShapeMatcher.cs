using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Matches a line against a shape: validates it and locates its fields in one pass, without looking for its end first.</summary>
/// <remarks>
/// Why a match is exact. The state of a JSON reader (what is open, what may follow) depends only on the bytes so far. The shape's
/// text was read by the reference with a value in each hole, and whatever admissible value stands in a hole, the state behind it
/// is the same. Leaving out members from one lead to a later one, or to the object's end, also leads to the same state. So a
/// line that gets to the end is well-formed, its keys are those of the shape, and none occurs twice. A newline is a control
/// character, so no string swallows one, and a container in a hole is searched for one: framing is part of the match.
/// Any difference that is not understood fails the match, which decides nothing: the line goes the general path.
/// </remarks>
internal static class ShapeMatcher<TBlock>
    where TBlock : struct, IByteBlock
{
    /// <summary>No match.</summary>
    public const nint NoMatch = -1;

    /// <summary>No match up to the end of what can be read.</summary>
    public const nint OutOfMemory = -2;

    private const nint BlockSize = 64;
    private const ulong FirstBit = 1;

    /// <summary>Matches the line at the start of some memory.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="readable">How many bytes from there can be read.</param>
    /// <param name="located">The fields, valid after a match.</param>
    /// <param name="typeNameAt">Where the type name stands if it failed there, so that another shape may fit; otherwise 0.</param>
    /// <returns>The length of the line up to its newline or CRLF, or <see cref="NoMatch"/> or <see cref="OutOfMemory"/>.</returns>
    [SkipLocalsInit]
    public static nint Match(Shape shape, ref byte line, nint readable, ref LocatedLine located, out nint typeNameAt)
    {
        ref byte text = ref MemoryMarshal.GetArrayDataReference(shape.Text);
        ref ShapeStep step = ref MemoryMarshal.GetArrayDataReference(shape.Steps);
        typeNameAt = 0;
        located = default;

        // Up to here a block can be read.
        nint last = readable - BlockSize;
        nint at = 0;
        nint inText = 0;
        while (true)
        {
            nint runStart = at - inText;
            nint runStartInText = inText;
            nint runEnd = step.RunEnd;
            while (true)
            {
                if (at > last)
                    return OutOfMemory;

                ulong differences = TBlock.Differences(ref Unsafe.Add(ref line, at), ref Unsafe.Add(ref text, inText));
                nint left = runEnd - inText;
                if (left < BlockSize)
                    differences &= (FirstBit << (int)left) - 1;

                if (differences == 0)
                {
                    if (left <= BlockSize)
                        break;

                    at += BlockSize;
                    inText += BlockSize;
                    continue;
                }

                nint same = BitOperations.TrailingZeroCount(differences);
                if (!TryResume(shape, ref line, last, ref at, ref inText, same, out int resumeAt, out typeNameAt))
                    return NoMatch;

                step = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(shape.Steps), resumeAt);
                runStart = at - inText;
                runStartInText = inText;
                runEnd = step.RunEnd;
            }

            at = runStart + runEnd;
            inText = runEnd;
            if (step.RunField != Field.Count && step.RunFieldStart >= runStartInText)
                located.Strings[(int)step.RunField] = new FieldSlice((int)runStart + step.RunFieldStart, step.RunFieldLength, FieldForm.Plain);

            switch (step.Hole)
            {
                case HoleKind.String:
                    {
                        if (at > last)
                            return OutOfMemory;

                        nint quote = JsonScanner<TBlock>.SkipString(ref line, at, last, out bool isEscaped);
                        if (quote < 0)
                            return NoMatch;

                        if (step.HoleField != Field.Count)
                            Locate(ref located, step.HoleField, at, quote, isEscaped);

                        at = quote;
                        break;
                    }

                case HoleKind.Number:
                    {
                        if (at > last)
                            return OutOfMemory;

                        // Nearly all numbers are plain integers: digits, without a zero in front. What follows is up to the next run.
                        nint digits = BitOperations.TrailingZeroCount(TBlock.NonDigits(ref Unsafe.Add(ref line, at)));
                        byte behind = Unsafe.Add(ref line, at + (digits & (BlockSize - 1)));
                        if (digits is > 0 and < 32 && (Unsafe.Add(ref line, at) != (byte)'0' || digits == 1) && behind != (byte)'.' && (behind | 0x20) != 'e')
                        {
                            at += digits;
                        }
                        else
                        {
                            at = JsonScanner<TBlock>.SkipNumber(ref line, at, last);
                            if (at < 0)
                                return NoMatch;
                        }

                        break;
                    }

                case HoleKind.Any:
                    {
                        if (at >= last)
                            return OutOfMemory;

                        if (step.HoleField != Field.Count && Unsafe.Add(ref line, at) == (byte)'"')
                        {
                            nint quote = JsonScanner<TBlock>.SkipString(ref line, at + 1, last, out bool isEscaped);
                            if (quote < 0)
                                return NoMatch;

                            Locate(ref located, step.HoleField, at + 1, quote, isEscaped);
                            at = quote + 1;
                        }
                        else
                        {
                            nint from = at;
                            at = JsonScanner<TBlock>.SkipValue(ref line, at, last, step.Depth);
                            if (at < 0 || MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, from), (int)(at - from)).Contains((byte)'\n'))
                                return NoMatch;
                        }

                        break;
                    }

                case HoleKind.End:
                    return EndOfLine(ref line, at, last);
            }

            step = ref Unsafe.Add(ref step, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Locate(ref LocatedLine located, Field field, nint start, nint end, bool isEscaped)
    {
        located.MayHaveEscapes |= isEscaped;
        located.Strings[(int)field] = new FieldSlice((int)start, (int)(end - start), isEscaped ? FieldForm.Escaped : FieldForm.Plain);
    }

    private static nint EndOfLine(ref byte line, nint at, nint last)
    {
        if (at > last)
            return OutOfMemory;

        byte next = Unsafe.Add(ref line, at);
        return next == (byte)'\n' || (next == (byte)'\r' && Unsafe.Add(ref line, at + 1) == (byte)'\n') ? at : NoMatch;
    }

    /// <summary>Goes on behind members that the line lacks.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="line">The line.</param>
    /// <param name="last">The last position from which a block can be read.</param>
    /// <param name="at">Where the block starts in the line; then where to go on.</param>
    /// <param name="inText">Where it starts in the shape's text; then where to go on.</param>
    /// <param name="same">How many bytes of the block are alike.</param>
    /// <param name="step">The step to go on with.</param>
    /// <param name="typeNameAt">Where the type name stands, if the difference is in it.</param>
    private static bool TryResume(
        Shape shape,
        ref byte line,
        nint last,
        ref nint at,
        ref nint inText,
        nint same,
        out int step,
        out nint typeNameAt)
    {
        nint difference = inText + same;
        nint offset = at - inText;
        int blamed = shape.MemberAt[difference];
        typeNameAt = 0;
        step = 0;
        if (blamed == 0)
        {
            if ((nuint)(difference - shape.TypeNameStart) <= (nuint)shape.TypeName.Length)
                typeNameAt = offset + shape.TypeNameStart;

            return false;
        }

        ref ShapeMember member = ref shape.Members[Math.Abs(blamed) - 1];
        if (blamed > 0)
        {
            // The line has another key here: that of a member further on, unless it is an unknown one.
            nint key = offset + member.KeyStart;
            if (key > last)
                return false;

            ref byte text = ref MemoryMarshal.GetArrayDataReference(shape.Text);
            bool isRequired = member.IsRequired;
            for (int next = member.Next; next != ShapeMember.None && !isRequired; next = shape.Members[next].Next)
            {
                ref ShapeMember candidate = ref shape.Members[next];
                ulong differences = TBlock.Differences(ref Unsafe.Add(ref line, key), ref Unsafe.Add(ref text, candidate.KeyStart));
                ulong ofKey = candidate.KeyLength < BlockSize ? (FirstBit << candidate.KeyLength) - 1 : ulong.MaxValue;
                if ((differences & ofKey) == 0)
                {
                    at = key + candidate.KeyLength;
                    inText = candidate.KeyStart + candidate.KeyLength;
                    step = candidate.Step;
                    return true;
                }

                isRequired = candidate.IsRequired;
            }

            // Behind the opening brace the object may end. Behind a comma it may not.
            if (!member.IsFirst)
                return false;
        }

        if (member.IsRequiredFromHere)
            return false;

        at = offset + member.LeadStart;
        inText = member.CloseStart;
        step = member.CloseStep;
        return true;
    }
}
