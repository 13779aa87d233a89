using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>The state of a match at a mismatch, and after a recovery the state to continue from.</summary>
internal struct MatchState
{
    /// <summary>The current run does not follow a hole.</summary>
    public const nint NoHole = -1;

    /// <summary>The current step, as an index into <see cref="Shape.Steps"/>.</summary>
    public int Step;

    /// <summary>The position in the line.</summary>
    public nint LinePosition;

    /// <summary>The position in the template.</summary>
    public nint TemplatePosition;

    /// <summary>The template position from which the line matched without a gap.</summary>
    public nint RunStart;

    /// <summary>The number of values that the line replaced so far.</summary>
    public int Replaced;

    /// <summary>The line position of the hole before the current run; or <see cref="NoHole"/>.</summary>
    public nint HoleStart;
}

/// <summary>Explains a mismatch and finds where the match continues.</summary>
/// <remarks>
/// The explanations, in the order in which they are tried:
/// <list type="number">
/// <item>The line ends with CRLF.</item>
/// <item>The hole before contains an escape, or a number that is not a plain integer.</item>
/// <item>Another value replaces the usual one.</item>
/// <item>Members are missing, or the shape does not know them.</item>
/// </list>
/// </remarks>
internal static class MatchRecovery<TBlock>
    where TBlock : struct, IByteBlock
{
    /// <summary>Not a length: the match continues from the new state.</summary>
    public const nint Recovered = -3;

    // A line that replaces more values belongs to another shape.
    private const int MaxReplaced = 256;

    /// <summary>Finds out how a match continues.</summary>
    /// <param name="context">Names the shape, and receives what the line has in other places.</param>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="last">The last line position from which a whole block is readable.</param>
    /// <param name="state">The state at the mismatch; after a recovery, the state to continue from.</param>
    /// <param name="located">Receives fields.</param>
    /// <returns><see cref="Recovered"/>, or what <see cref="ShapeMatcher{TBlock}.Match"/> returns.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint TryRecover(MatchContext context, ref byte line, nint last, ref MatchState state, ref LocatedLine located)
    {
        Debug.Assert(state.LinePosition >= 0 && state.LinePosition <= last, "Requires a readable block of the line.");
        Shape shape = context.Current!;
        context.Recoveries++;
        ref ShapeStep step = ref shape.Steps[state.Step];
        nint offset = state.LinePosition - state.TemplatePosition;
        if (step.FieldCount > 0)
            ShapeMatcher<TBlock>.LocateInRun(shape, in step, state.RunStart, state.TemplatePosition, offset, ref located);

        if (step.Hole == HoleKind.End && state.TemplatePosition == step.RunEnd - 1 && IsCrlf(ref Unsafe.Add(ref line, state.LinePosition)))
        {
            shape.Matches++;
            located.Traits = shape.Traits;
            return state.LinePosition;
        }

        if (FollowsHole(shape, in state))
        {
            nint end = SkipUnusual(ref line, state.HoleStart, last, in shape.Steps[state.Step - 1], ref located);
            if (end < 0)
                return ShapeMatcher<TBlock>.Undecided;

            if (end > state.LinePosition)
            {
                state.LinePosition = end;
                return Recovered;
            }
        }

        int replaceable = FindReplaceable(shape, in state, Unsafe.Add(ref line, state.LinePosition));
        if (replaceable >= 0)
        {
            nint end = TryReplace(context, replaceable, ref line, last, ref state, ref located);
            if (end != ShapeMatcher<TBlock>.NoMatch)
                return end;
        }
        else if (TrySkipMembers(context, ref line, last, ref state, ref located))
        {
            return Recovered;
        }

        return ShapeMatcher<TBlock>.NoMatch;
    }

    private static bool IsCrlf(ref byte end) => end == (byte)'\r' && Unsafe.Add(ref end, 1) == (byte)'\n';

    // The run after a hole matches from its first byte, or the hole has not ended.
    private static bool FollowsHole(Shape shape, in MatchState state)
        => state.HoleStart != MatchState.NoHole
            && state.RunStart == state.TemplatePosition
            && shape.Steps[state.Step - 1].Hole <= HoleKind.Number;

    /// <summary>Skips a string with escapes, or a number that is not a plain integer.</summary>
    /// <returns>The line position after it, or a negative number.</returns>
    private static nint SkipUnusual(ref byte line, nint start, nint last, in ShapeStep step, ref LocatedLine located)
    {
        if (step.Hole == HoleKind.Number)
            return JsonScanner<TBlock>.SkipNumber(ref line, start, last);

        nint quote = JsonScanner<TBlock>.SkipString(ref line, start, last, out bool isEscaped);
        if (quote >= 0 && step.HoleField != Field.Count)
            located.AddField(step.HoleField, start, quote, isEscaped);

        return quote;
    }

    /// <summary>Skips members that the line lacks, or that the shape does not know.</summary>
    private static bool TrySkipMembers(MatchContext context, ref byte line, nint last, ref MatchState state, ref LocatedLine located)
    {
        Shape shape = context.Current!;
        TemplateToken token = shape.Tokens[state.TemplatePosition];
        if (token.IsNone)
            return false;

        ref ShapeMember member = ref shape.Members[token.Index];
        if (token.Kind == TokenKind.End)
        {
            // The object continues after the members of the shape.
            if (Unsafe.Add(ref line, state.LinePosition) != (byte)',')
                return false;

            nint next = state.LinePosition + 1;
            return TrySkipUnknown(context, ref member, isAtEnd: true, ref line, next, last, ref state, ref located);
        }

        nint offset = state.LinePosition - state.TemplatePosition;
        if (token.Kind == TokenKind.Key)
        {
            // The line has another key here: that of a later member, or an unknown one.
            nint key = offset + member.KeyStart;
            if (key > last)
                return false;

            if (TryFindMember(shape, ref member, ref line, key, last, out int found))
            {
                ContinueAfterKey(shape, found, key, ref state);
                return true;
            }

            if (TrySkipUnknown(context, ref member, isAtEnd: false, ref line, key, last, ref state, ref located))
                return true;

            // The object may end after its opening brace, but not after a comma, be it that of an unknown member.
            if (!member.IsFirst || Unsafe.Add(ref line, key - 1) == (byte)',')
                return false;
        }

        return TryContinueAtEnd(shape, ref member, ref line, offset + member.LeadStart, last, ref state);
    }

    /// <summary>Continues where an object ends that lacks a member and all later ones.</summary>
    private static bool TryContinueAtEnd(Shape shape, ref ShapeMember member, ref byte line, nint close, nint last, ref MatchState state)
    {
        if (member.IsRequiredFromHere || !IsTemplate(shape, member.CloseStart, member.CloseLength, ref line, close, last))
            return false;

        state.LinePosition = close + member.CloseLength - 1;
        state.TemplatePosition = state.RunStart = member.CloseStart + member.CloseLength - 1;
        state.Step = member.CloseStep;
        state.HoleStart = MatchState.NoHole;
        return true;
    }

    /// <summary>Skips a member that the shape does not know. The routing table may not know its key either.</summary>
    /// <param name="context">Counts the member.</param>
    /// <param name="member">The member of the shape that follows, or the last one.</param>
    /// <param name="isAtEnd">Whether the shape has no further member.</param>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="key">The line position of the key, which has no white space around it.</param>
    /// <param name="last">The last line position from which a whole block is readable.</param>
    /// <param name="state">The state at the mismatch; after the member, the state to continue from.</param>
    /// <param name="located">Not changed.</param>
    private static bool TrySkipUnknown(
        MatchContext context,
        ref ShapeMember member,
        bool isAtEnd,
        ref byte line,
        nint key,
        nint last,
        ref MatchState state,
        ref LocatedLine located)
    {
        while (key <= last && Unsafe.Add(ref line, key) == (byte)'"')
        {
            nint quote = JsonScanner<TBlock>.SkipString(ref line, key + 1, last, out bool isEscaped);
            if (quote < 0 || isEscaped || Unsafe.Add(ref line, quote + 1) != (byte)':')
                return false;

            ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, key + 1), (int)(quote - key - 1));
            if (member.Place != Place.None && RoutingTable.Find(member.Place, name, isEscaped: false) is not null)
                return false;

            nint end = ShapeMatcher<TBlock>.SkipAny(ref line, quote + 2, last, member.Depth, Field.Count, ref located);
            if (end < 0 || end > last)
                return false;

            context.AddUnknownMember(context.Current!, end - key);
            if (Unsafe.Add(ref line, end) != (byte)',')
            {
                return isAtEnd
                    ? TryContinueAtLastEnd(ref member, end, ref state)
                    : TryContinueAtEnd(context.Current!, ref member, ref line, end, last, ref state);
            }

            key = end + 1;
            if (!isAtEnd)
            {
                state.LinePosition = key;
                state.TemplatePosition = state.RunStart = member.KeyStart;
                state.Step = member.Step;
                state.HoleStart = MatchState.NoHole;
                return true;
            }
        }

        return false;
    }

    // The bytes of the end are compared after this.
    private static bool TryContinueAtLastEnd(ref ShapeMember member, nint end, ref MatchState state)
    {
        state.LinePosition = end;
        state.TemplatePosition = state.RunStart = member.CloseStart;
        state.Step = member.CloseStep;
        state.HoleStart = MatchState.NoHole;
        return true;
    }

    /// <summary>Finds the value that a mismatch concerns, if it is replaceable.</summary>
    /// <returns>Its index in <see cref="Shape.Replaceables"/>, or -1.</returns>
    private static int FindReplaceable(Shape shape, in MatchState state, byte other)
    {
        TemplateToken token = shape.Tokens[state.TemplatePosition];
        if (token is { IsNone: false, Kind: TokenKind.Value })
            return token.Index;

        // A number that is longer than the usual one differs from it in the byte after it.
        bool continues = char.IsAsciiDigit((char)other) || other is (byte)'.' or (byte)'e' or (byte)'E';
        if (!continues || state.TemplatePosition == 0)
            return -1;

        TemplateToken before = shape.Tokens[state.TemplatePosition - 1];
        bool isValue = before is { IsNone: false, Kind: TokenKind.Value };
        return isValue && shape.Replaceables[before.Index].End == state.TemplatePosition ? before.Index : -1;
    }

    /// <summary>Skips a value in place of the usual one.</summary>
    /// <returns>
    /// <see cref="Recovered"/>, <see cref="ShapeMatcher{TBlock}.Undecided"/>, or <see cref="ShapeMatcher{TBlock}.NoMatch"/> if the line
    /// replaces so many values that another shape is likelier, or the value started before a gap.
    /// </returns>
    private static nint TryReplace(
        MatchContext context,
        int index,
        ref byte line,
        nint last,
        ref MatchState state,
        ref LocatedLine located)
    {
        Shape shape = context.Current!;
        ref ReplaceableValue value = ref shape.Replaceables[index];
        if (value.Start < state.RunStart || state.Replaced == MaxReplaced)
            return ShapeMatcher<TBlock>.NoMatch;

        nint start = state.LinePosition - (state.TemplatePosition - value.Start);
        nint end = ShapeMatcher<TBlock>.SkipAny(ref line, start, last, value.Depth, value.Field, ref located);
        if (end < 0)
            return ShapeMatcher<TBlock>.Undecided;

        state.Replaced++;
        state.LinePosition = end;
        state.TemplatePosition = state.RunStart = value.End;
        state.Step = value.EndStep;
        state.HoleStart = MatchState.NoHole;
        context.AddUse(shape, ref value, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, start), (int)(end - start)));
        return Recovered;
    }

    private static void ContinueAfterKey(Shape shape, int member, nint key, ref MatchState state)
    {
        // The last byte of the key is compared again, so that the run is never empty.
        ref ShapeMember next = ref shape.Members[member];
        state.LinePosition = key + next.KeyLength - 1;
        state.TemplatePosition = state.RunStart = next.KeyStart + next.KeyLength - 1;
        state.Step = next.Step;
        state.HoleStart = MatchState.NoHole;
    }

    private static bool TryFindMember(Shape shape, ref ShapeMember member, ref byte line, nint key, nint last, out int found)
    {
        bool isRequired = member.IsRequired;
        for (found = member.Next; found != ShapeMember.None && !isRequired; found = shape.Members[found].Next)
        {
            if (IsKeyOf(shape, found, ref line, key, last))
                return true;

            isRequired = shape.Members[found].IsRequired;
        }

        return false;
    }

    private static bool IsKeyOf(Shape shape, int member, ref byte line, nint key, nint last)
        => IsTemplate(shape, shape.Members[member].KeyStart, shape.Members[member].KeyLength, ref line, key, last);

    /// <summary>Whether the line has a stretch of constant template bytes, of at most one block, at a position.</summary>
    private static bool IsTemplate(Shape shape, int start, int length, ref byte line, nint linePosition, nint last)
    {
        if (linePosition > last)
            return false;

        Debug.Assert(linePosition >= 0, "Requires a position of the line.");
        Debug.Assert(length is > 0 and <= IByteBlock.Size, "Requires at most a block.");
        Debug.Assert(start + IByteBlock.Size <= shape.Low.Length, "Requires a block of the template.");
        ref byte template = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(shape.Low), start);
        ulong differences = TBlock.Differences(ref Unsafe.Add(ref line, linePosition), ref template);
        return (differences & (ulong.MaxValue >> (IByteBlock.Size - length))) == 0;
    }
}
