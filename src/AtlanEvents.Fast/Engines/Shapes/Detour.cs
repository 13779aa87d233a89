using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>What a match does at a byte that the shape does not have there.</summary>
/// <remarks>
/// Five things are understood, and looked for in this order: the line ends with CRLF; the hole before holds an escape, or a number that is
/// no plain integer; another shape goes on; members are missing, of this shape or of one that is the same up to here (the most frequent
/// case, one member, comes before the other shapes); another value stands in an object's place.
/// </remarks>
internal static class Detour<TBlock>
    where TBlock : struct, IByteBlock
{
    /// <summary>The match goes on from the new state.</summary>
    public const nint GoOn = -3;

    private const nint BlockSize = 64;

    /// <summary>Finds out how a match goes on.</summary>
    /// <param name="shapes">All shapes.</param>
    /// <param name="line">The line.</param>
    /// <param name="last">The last position from which a block can be read.</param>
    /// <param name="state">Where the match stands; then where it goes on.</param>
    /// <param name="located">The fields.</param>
    /// <returns><see cref="GoOn"/>, or what <see cref="ShapeMatcher{TBlock}.Match"/> returns.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint TryGoOn(ShapeCache shapes, ref byte line, nint last, ref MatchState state, ref LocatedLine located)
    {
        Shape shape = state.Shape;
        ref ShapeStep step = ref shape.Steps[state.Step];
        if (step.FieldCount > 0)
            ShapeMatcher<TBlock>.LocateInRun(shape, in step, state.RunStart, state.InText, state.At - state.InText, ref located);

        if (step.Hole == HoleKind.End && state.InText == step.RunEnd - 1 && IsCrlf(ref Unsafe.Add(ref line, state.At)))
        {
            shapes.Current = shape;
            located.Traits = shape.Traits;
            return state.At;
        }

        if (IsBehindHole(in state))
        {
            nint end = SkipUnusual(ref line, state.HoleStart, last, in shape.Steps[state.Step - 1], ref located);
            if (end < 0)
                return ShapeMatcher<TBlock>.Undecided;

            if (end > state.At)
            {
                state.At = end;
                return GoOn;
            }
        }

        // The most frequent first: a single member is missing.
        if (TrySkipMember(ref line, last, ref state))
            return GoOn;

        if (shape.BranchAt((int)state.InText, Unsafe.Add(ref line, state.At)) is Shape next)
        {
            state.Shape = next;
            return GoOn;
        }

        if (TrySkipMembers(ref line, last, ref state))
            return GoOn;

        if (TrySkipMembersOfOther(ref line, last, ref state))
            return GoOn;

        foreach (ref readonly ReplaceableObject replaceable in shape.Replaceables.AsSpan())
        {
            if (replaceable.Start == state.InText)
                return TryReplace(in replaceable, ref line, last, ref state, ref located) ? GoOn : ShapeMatcher<TBlock>.Undecided;
        }

        shapes.Mismatch = new ShapeMismatch(shape, (int)state.InText, state.SkippedAt);
        return ShapeMatcher<TBlock>.NoMatch;
    }

    /// <summary>Skips a string with escapes, or a number that is no plain integer.</summary>
    /// <returns>The position behind it, or a negative number.</returns>
    private static nint SkipUnusual(ref byte line, nint start, nint last, in ShapeStep step, ref LocatedLine located)
    {
        if (step.Hole == HoleKind.Number)
            return JsonScanner<TBlock>.SkipNumber(ref line, start, last);

        nint quote = JsonScanner<TBlock>.SkipString(ref line, start, last, out bool isEscaped);
        if (quote >= 0 && step.HoleField != Field.Count)
            Locate(ref located, step.HoleField, start, quote, isEscaped);

        return quote;
    }

    /// <summary>Notes a field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Locate(ref LocatedLine located, Field field, nint start, nint end, bool isEscaped)
    {
        located.MayHaveEscapes |= isEscaped;
        located.Strings.Set(field, (int)start, (int)(end - start), isEscaped ? FieldForm.Escaped : FieldForm.Plain);
    }

    private static bool TryReplace(in ReplaceableObject replaceable, ref byte line, nint last, ref MatchState state, ref LocatedLine located)
    {
        nint end = ShapeMatcher<TBlock>.SkipAny(ref line, state.At, last, replaceable.Depth, Field.Count, ref located);
        if (end < 0)
            return false;

        state.SkippedAt = Math.Min(state.SkippedAt, replaceable.Start);
        state.At = end;
        state.InText = state.RunStart = replaceable.End;
        state.Step = replaceable.EndStep;
        state.HoleStart = MatchState.NoHole;
        return true;
    }

    private static bool IsCrlf(ref byte end) => end == (byte)'\r' && Unsafe.Add(ref end, 1) == (byte)'\n';

    // The run behind a hole fits right from its start, or the hole goes on.
    private static bool IsBehindHole(in MatchState state)
    {
        return state.HoleStart != MatchState.NoHole
            && state.RunStart == state.InText
            && state.Shape.Steps[state.Step - 1].Hole <= HoleKind.Number;
    }

    private static bool TrySkipMember(ref byte line, nint last, ref MatchState state)
    {
        Shape shape = state.Shape;
        int blamed = shape.MemberAt[state.InText];
        if (blamed <= 0)
            return false;

        ref ShapeMember member = ref shape.Members[blamed - 1];
        nint key = state.At - state.InText + member.KeyStart;
        if (member.Next == ShapeMember.None || member.IsRequired || key > last || !IsKeyOf(shape, member.Next, ref Unsafe.Add(ref line, key)))
            return false;

        state.SkippedAt = Math.Min(state.SkippedAt, member.LeadStart);
        GoOnBehindKey(shape, member.Next, key, ref state);
        return true;
    }

    private static bool TrySkipMembers(ref byte line, nint last, ref MatchState state)
    {
        Shape shape = state.Shape;
        int blamed = shape.MemberAt[state.InText];
        if (blamed == 0)
            return false;

        ref ShapeMember member = ref shape.Members[Math.Abs(blamed) - 1];
        nint offset = state.At - state.InText;
        state.SkippedAt = Math.Min(state.SkippedAt, member.LeadStart);
        if (blamed > 0)
        {
            // The line has another key here: that of a member further on, unless it is an unknown one.
            nint key = offset + member.KeyStart;
            if (key > last)
                return false;

            if (TryFindMember(shape, ref Unsafe.Add(ref line, key), ref member, out int found))
            {
                GoOnBehindKey(shape, found, key, ref state);
                return true;
            }

            // Behind the opening brace the object may end. Behind a comma it may not.
            if (!member.IsFirst)
                return false;
        }

        if (member.IsRequiredFromHere)
            return false;

        // The brace must be there: in another shape that has been the same up to here the object, or a number at its end, may go on, but not
        // from where the line stands. The brace is compared again, as keys are.
        nint close = offset + member.LeadStart;
        if (!IsSame(ref Unsafe.Add(ref line, close), shape, member.CloseStart, member.CloseLength))
            return false;

        state.At = close + member.CloseLength - 1;
        state.InText = state.RunStart = member.CloseStart + member.CloseLength - 1;
        state.Step = member.CloseStep;
        state.HoleStart = MatchState.NoHole;
        return true;
    }

    // Another shape is the same up to here, and the line lacks members that come next in that.
    private static bool TrySkipMembersOfOther(ref byte line, nint last, ref MatchState state)
    {
        MatchState before = state;
        foreach (ShapeBranch branch in before.Shape.Branches)
        {
            if (branch.At != before.InText)
                continue;

            state.Shape = branch.Shape;
            if (TrySkipMembers(ref line, last, ref state))
                return true;
        }

        state = before;
        return false;
    }

    private static void GoOnBehindKey(Shape shape, int member, nint key, ref MatchState state)
    {
        // Its last byte is compared again, so that there always is something to compare.
        ref ShapeMember next = ref shape.Members[member];
        state.At = key + next.KeyLength - 1;
        state.InText = state.RunStart = next.KeyStart + next.KeyLength - 1;
        state.Step = next.Step;
        state.HoleStart = MatchState.NoHole;
    }

    private static bool TryFindMember(Shape shape, ref byte key, ref ShapeMember member, out int found)
    {
        bool isRequired = member.IsRequired;
        for (found = member.Next; found != ShapeMember.None && !isRequired; found = shape.Members[found].Next)
        {
            if (IsKeyOf(shape, found, ref key))
                return true;

            isRequired = shape.Members[found].IsRequired;
        }

        return false;
    }

    private static bool IsKeyOf(Shape shape, int member, ref byte key)
        => IsSame(ref key, shape, shape.Members[member].KeyStart, shape.Members[member].KeyLength);

    // At most a block of text, and a block of memory to compare it with.
    private static bool IsSame(ref byte bytes, Shape shape, int start, int length)
    {
        ulong differences = TBlock.Differences(ref bytes, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(shape.Low), start));
        return (differences & (ulong.MaxValue >> (int)(BlockSize - length))) == 0;
    }
}
