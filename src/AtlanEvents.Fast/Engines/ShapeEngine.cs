using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines.Learning;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines;

/// <summary>
/// The fast engine: it learns the shapes of lines, and matches further lines against them. A line of unknown shape takes the
/// general path, and the engine learns from it. Only the general path rejects lines.
/// </summary>
internal sealed class ShapeEngine<TBlock>(bool allowDuplicateFields) : IFramingEngine
    where TBlock : struct, IByteBlock
{
    // The maximum number of other shapes that a line is matched against from its start.
    private const int MaxTries = 4;

    private readonly ShapeCache _shapes = new();
    private readonly LearningBudget _budget = new();

    // A newline and the longest run of a shape, so that no match of a framed line ends for lack of readable memory.
    private readonly PaddedLine _padded = new(readableAfter: 1 + ShapeCompiler.MaxTemplateLength + IByteBlock.Size);

    private bool _isMismatch;

    public EngineSettings Settings => new(EventEngine.Fast, TBlock.VectorBits, allowDuplicateFields);

    public int RetainedBytes => _padded.Capacity;

    public bool TryReadLine(ReadOnlySpan<byte> memory, out int length, out LocatedLine located)
    {
        Unsafe.SkipInit(out located);
        length = 0;
        if (!CanMatch)
            return false;

        nint end = Match(ref MemoryMarshal.GetReference(memory), memory.Length, ref located);
        if (end < 0)
        {
            _isMismatch = end == ShapeMatcher<TBlock>.NoMatch;
            return false;
        }

        _budget.AddMatch(end);
        length = (int)end;
        return true;
    }

    public LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located)
    {
        located = default;
        _padded.Set(line);

        // A mismatch is final; other failures of TryReadLine were for lack of readable memory.
        bool mayMatch = !_isMismatch && CanMatch;
        _isMismatch = false;
        if (mayMatch && Match(ref _padded.First, _padded.Readable, ref located) == line.Length)
        {
            _budget.AddMatch(line.Length);
            return LineFaultReason.None;
        }

        _budget.AddMiss(line.Length);
        LineFaultReason reason = LineScanner<TBlock>.Locate(_padded, allowDuplicateFields, out located);
        if (reason == LineFaultReason.None)
            Learn(line, located.Traits);

        return reason;
    }

    private bool CanMatch => _budget.MayMatch && _shapes.Context.Current is not null;

    /// <summary>Tries the current shape and the shapes that branch off where it fails, then those that branch off earlier.</summary>
    /// <remarks>Without the shapes that branch off earlier, every seventh line of shuffled events takes the general path.</remarks>
    /// <returns>What <see cref="ShapeMatcher{TBlock}.Match"/> returns.</returns>
    private nint Match(ref byte line, nint readable, ref LocatedLine located)
    {
        nint end = ShapeMatcher<TBlock>.Match(_shapes.Context, ref line, readable, ref located);
        return end == ShapeMatcher<TBlock>.NoMatch ? MatchOthers(ref line, readable, ref located) : end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint MatchOthers(ref byte line, nint readable, ref LocatedLine located)
    {
        int tries = 0;
        MatchContext context = _shapes.Context;
        Shape current = context.Current!;
        ShapeMismatch mismatch = context.Mismatch;
        foreach (ShapeBranch branch in mismatch.Branches)
        {
            if (!mismatch.MayMatch(branch))
                continue;

            if (++tries > MaxTries)
                break;

            context.Current = branch.Shape;
            nint end = ShapeMatcher<TBlock>.Match(context, ref line, readable, ref located);
            if (end != ShapeMatcher<TBlock>.NoMatch)
                return end;
        }

        context.Current = current;
        return ShapeMatcher<TBlock>.NoMatch;
    }

    private void Learn(ReadOnlySpan<byte> line, MessageTraits traits)
    {
        // Other messages have a body that never repeats, or are too short to gain from a shape.
        bool isWorthwhile = (traits & MessageTraits.MessageIsObject) != 0 && line.Length <= ShapeReader.MaxLineLength;
        if (isWorthwhile && _budget.TryTakeLesson(line.Length) && ShapeReader.TryRead(line, traits) is ShapeSketch sketch)
            _shapes.Learn(sketch);
    }
}
