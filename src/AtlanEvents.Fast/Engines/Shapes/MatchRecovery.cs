using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>The state of a match at a mismatch, and after a recovery the state to continue from.</summary>
internal ref struct MatchState
{
    /// <summary>The current run does not follow a hole.</summary>
    public const nint NoHole = -1;

    public Shape Shape;

    /// <summary>The current step, as an index into <see cref="Shape.Steps"/>.</summary>
    public int Step;

    /// <summary>The position in the line.</summary>
    public nint LinePosition;

    /// <summary>The position in the template.</summary>
    public nint TemplatePosition;

    /// <summary>The template position from which the line matched without a gap.</summary>
    public nint RunStart;

    /// <summary>
    /// The template position of the first member that the line lacks; <see cref="int.MaxValue"/> if it lacks none so far.
    /// </summary>
    public int FirstSkipped;

    /// <summary>The line position of the hole before the current run; or <see cref="NoHole"/>.</summary>
    public nint HoleStart;
}

/// <summary>Explains a mismatch and finds where the match continues.</summary>
/// <remarks>
/// The explanations, in the order in which they are tried. Without any of the last four, mixed events take more than 1.4 times as
/// long (benchmark Locate, workload mixed).
/// <list type="number">
/// <item>The line ends with CRLF.</item>
/// <item>The hole before contains an escape, or a number that is not a plain integer.</item>
/// <item>Another shape continues here.</item>
/// <item>Members are missing.</item>
/// <item>Another value replaces an object.</item>
/// </list>
/// </remarks>
internal static class MatchRecovery<TBlock>
    where TBlock : struct, IByteBlock
{
    /// <summary>Not a length: the match continues from the new state.</summary>
    public const nint Recovered = -3;

    /// <summary>Finds out how a match continues.</summary>
    /// <param name="context">Receives the shape that matched or the mismatch.</param>
    /// <param name="line">The first byte of the line.</param>
    /// <param name="last">The last line position from which a whole block is readable.</param>
    /// <param name="state">The state at the mismatch; after a recovery, the state to continue from.</param>
    /// <param name="located">Receives fields.</param>
    /// <returns><see cref="Recovered"/>, or what <see cref="ShapeMatcher{TBlock}.Match"/> returns.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint TryRecover(MatchContext context, ref byte line, nint last, ref MatchState state, ref LocatedLine located)
    {
        Debug.Assert(state.LinePosition >= 0 && state.LinePosition <= last, "Requires a readable block of the line.");
        Shape shape = state.Shape;
        ref ShapeStep step = ref shape.Steps[state.Step];
        nint offset = state.LinePosition - state.TemplatePosition;
        if (step.FieldCount > 0)
            ShapeMatcher<TBlock>.LocateInRun(shape, in step, state.RunStart, state.TemplatePosition, offset, ref located);

        if (step.Hole == HoleKind.End && state.TemplatePosition == step.RunEnd - 1 && IsCrlf(ref Unsafe.Add(ref line, state.LinePosition)))
        {
            context.Current = shape;
            located.Traits = shape.Traits;
            return state.LinePosition;
        }

        if (FollowsHole(in state))
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

        if (shape.FindBranch((int)state.TemplatePosition, Unsafe.Add(ref line, state.LinePosition)) is Shape next)
        {
            state.Shape = next;
            return Recovered;
        }

        if (TrySkipMembers(ref line, last, ref state))
            return Recovered;

        foreach (ref readonly ReplaceableObject replaceable in shape.Replaceables.AsSpan())
        {
            if (replaceable.Start == state.TemplatePosition)
                return TryReplace(in replaceable, ref line, last, ref state, ref located) ? Recovered : ShapeMatcher<TBlock>.Undecided;
        }

        context.Mismatch = new ShapeMismatch(shape, (int)state.TemplatePosition, state.FirstSkipped);
        return ShapeMatcher<TBlock>.NoMatch;
    }

    private static bool IsCrlf(ref byte end) => end == (byte)'\r' && Unsafe.Add(ref end, 1) == (byte)'\n';

    // The run after a hole matches from its first byte, or the hole has not ended.
    private static bool FollowsHole(in MatchState state)
        => state.HoleStart != MatchState.NoHole
            && state.RunStart == state.TemplatePosition
            && state.Shape.Steps[state.Step - 1].Hole <= HoleKind.Number;

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

    private static bool TrySkipMembers(ref byte line, nint last, ref MatchState state)
    {
        Shape shape = state.Shape;
        int concerned = shape.MemberAt[state.TemplatePosition];
        if (concerned == 0)
            return false;

        ref ShapeMember member = ref shape.Members[Math.Abs(concerned) - 1];
        nint offset = state.LinePosition - state.TemplatePosition;
        state.FirstSkipped = Math.Min(state.FirstSkipped, member.LeadStart);
        if (concerned > 0)
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

            // The object may end after its opening brace, but not after a comma.
            if (!member.IsFirst)
                return false;
        }

        if (member.IsRequiredFromHere)
            return false;

        // Compare the end of the object, brace included: in another shape that is the same so far, the object or a number at
        // its end may continue here.
        nint close = offset + member.LeadStart;
        if (!IsTemplate(shape, member.CloseStart, member.CloseLength, ref line, close, last))
            return false;

        state.LinePosition = close + member.CloseLength - 1;
        state.TemplatePosition = state.RunStart = member.CloseStart + member.CloseLength - 1;
        state.Step = member.CloseStep;
        state.HoleStart = MatchState.NoHole;
        return true;
    }

    private static bool TryReplace(
        in ReplaceableObject replaceable,
        ref byte line,
        nint last,
        ref MatchState state,
        ref LocatedLine located)
    {
        nint end = ShapeMatcher<TBlock>.SkipAny(ref line, state.LinePosition, last, replaceable.Depth, Field.Count, ref located);
        if (end < 0)
            return false;

        state.FirstSkipped = Math.Min(state.FirstSkipped, replaceable.Start);
        state.LinePosition = end;
        state.TemplatePosition = state.RunStart = replaceable.End;
        state.Step = replaceable.EndStep;
        state.HoleStart = MatchState.NoHole;
        return true;
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
