using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines.Learning;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Shapes;
using AtlanEvents.Fast.Engines.Structural;

namespace AtlanEvents.Fast.Engines;

/// <summary>
/// The fast engine: it learns the shapes of lines, and matches further lines against them. A line of unknown shape takes the
/// general path, and the engine learns from it. Only the general path rejects lines.
/// </summary>
internal sealed class ShapeEngine<TWidth, TVector> : LineEngine
    where TWidth : struct, IVectorWidth<TVector>
{
    // The maximum number of shapes of one kind that a line is matched against.
    private const int MaxTries = 4;

    private readonly ShapeCache _shapes = new();
    private readonly KindHint _hint = new();
    private readonly LearningBudget _budget;
    private readonly StructuralParser<TWidth, TVector> _parser;
    private readonly bool _allowDuplicateFields;

    // A newline and the longest run of a shape, so that no match of a framed line ends for lack of readable memory.
    private readonly PaddedLine _padded = new(readableAfter: 1 + ShapeCompiler.MaxTemplateLength + IByteBlock.Size);

    // Whether the last line matched no shape, and whether the parser did not accept it.
    private bool _isMismatch;
    private bool _isNotAccepted;

    public ShapeEngine(bool allowDuplicateFields)
    {
        _allowDuplicateFields = allowDuplicateFields;
        _parser = new StructuralParser<TWidth, TVector>(allowDuplicateFields);
        _budget = new LearningBudget(_shapes);
    }

    public override EngineSettings Settings => new(EventEngine.Fast, 8 * TWidth.Bytes, _allowDuplicateFields);

    public override int RetainedBytes => _padded.Capacity + _parser.RetainedBytes;

    public override bool TryReadLine(ReadOnlySpan<byte> memory, out int length, out LocatedLine located)
    {
        Unsafe.SkipInit(out located);
        ref byte line = ref MemoryMarshal.GetReference(memory);
        nint end = ShapeMatcher<ByteBlock<TWidth, TVector>>.NoMatch;
        if (CanMatch)
        {
            end = Match(ref line, memory.Length, ref located);
            if (end >= 0)
            {
                length = (int)end;
                AddMatch(ref line, length, located.Traits);
                return true;
            }
        }

        return TryParse(ref line, memory.Length, end, out length, ref located);
    }

    public override LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located)
    {
        located = default;
        _padded.Set(line);

        // Other failures of TryReadLine were for lack of readable memory.
        (bool isMismatch, bool isNotAccepted) = (_isMismatch, _isNotAccepted);
        _isMismatch = _isNotAccepted = false;
        if (!isMismatch && CanMatch && Match(ref _padded.First, _padded.Readable, ref located) == line.Length)
        {
            AddMatch(ref _padded.First, line.Length, located.Traits);
            return LineFaultReason.None;
        }

        bool mayLearn = _budget.MayMatch;
        _budget.AddMiss(line.Length);
        LineFaultReason reason = LineFaultReason.None;
        bool isAccepted = isNotAccepted ? _parser.TryParseCompact(_padded, ref located) : _parser.TryParse(_padded, ref located);
        if (!isAccepted)
            reason = LineScanner<ByteBlock<TWidth, TVector>>.Locate(_padded, _allowDuplicateFields, out located);

        if (reason == LineFaultReason.None && mayLearn)
            Learn(line, located.Traits);

        return reason;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddMatch(ref byte line, int length, MessageTraits traits)
    {
        _budget.AddMatch(length);
        if (_shapes.Context.HasNews)
            LearnFromMatch(MemoryMarshal.CreateReadOnlySpan(ref line, length), traits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LearnFromMatch(ReadOnlySpan<byte> line, MessageTraits traits)
    {
        if (_shapes.Context.IsToLearn)
            Learn(line, traits);

        if (_shapes.Context.ToWiden is not null && _budget.TryTakeWidening(line.Length))
            _shapes.Widen();

        _shapes.Context.DropNews();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryParse(ref byte line, nint readable, nint match, out int length, ref LocatedLine located)
    {
        length = 0;
        nint end = _parser.Parse(ref line, readable, ref located);
        if (end < 0)
        {
            // If the memory ended before the line did, all of this may change.
            _isNotAccepted = end == StructuralParser<TWidth, TVector>.NotAccepted;
            _isMismatch = _isNotAccepted && match == ShapeMatcher<ByteBlock<TWidth, TVector>>.NoMatch;
            return false;
        }

        length = (int)end;
        bool mayLearn = _budget.MayMatch && match == ShapeMatcher<ByteBlock<TWidth, TVector>>.NoMatch;
        _budget.AddMiss(length);
        if (mayLearn)
            Learn(MemoryMarshal.CreateReadOnlySpan(ref line, length), located.Traits);

        return true;
    }

    private bool CanMatch => _budget.MayMatch && _shapes.Context.Current is not null;

    /// <summary>Matches a line against the shapes that usually follow that of the last line, and then against those of its kind.</summary>
    /// <returns>What <see cref="ShapeMatcher{TBlock}.Match"/> returns.</returns>
    private nint Match(ref byte line, nint readable, ref LocatedLine located)
    {
        Shape last = _shapes.Context.Current!;
        nint end = MatchShape(_shapes.At(_shapes.Predictor.Usual(last.Index)), last, ref line, readable, ref located);
        return end >= 0 ? end : MatchOther(last, ref line, readable, ref located);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint MatchOther(Shape last, ref byte line, nint readable, ref LocatedLine located)
    {
        nint end = MatchShape(_shapes.At(_shapes.Predictor.Other(last.Index)), last, ref line, readable, ref located);
        if (end >= 0)
            return end;

        MatchContext context = _shapes.Context;
        context.Hints++;
        ulong hint = _hint.Of(MemoryMarshal.CreateReadOnlySpan(ref line, (int)readable));
        int next = 0;
        for (int tries = 0; tries < MaxTries && _shapes.FindNext(hint, ref next) is Shape shape; tries++)
        {
            // The memory may be too short for one shape, but not for another one.
            end = MatchShape(shape, last, ref line, readable, ref located);
            if (end != ShapeMatcher<ByteBlock<TWidth, TVector>>.NoMatch)
                return end;
        }

        context.Current = last;
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint MatchShape(Shape? shape, Shape last, ref byte line, nint readable, ref LocatedLine located)
    {
        if (shape is null)
            return ShapeMatcher<ByteBlock<TWidth, TVector>>.NoMatch;

        _shapes.Context.Current = shape;
        nint end = ShapeMatcher<ByteBlock<TWidth, TVector>>.Match(_shapes.Context, ref line, readable, ref located);
        if (end >= 0)
            _shapes.Predictor.Add(last.Index, shape.Index);
        else
            _shapes.Context.DropNews();

        return end;
    }

    private void Learn(ReadOnlySpan<byte> line, MessageTraits traits)
    {
        // Other messages have a body that never repeats, or are too short to gain from a shape.
        bool isWorthwhile = (traits & MessageTraits.MessageIsObject) != 0 && line.Length <= ShapeReader.MaxLineLength;
        if (!isWorthwhile)
            return;

        int next = 0;
        ulong hint = _hint.Of(line);
        bool isFirst = _shapes.FindNext(hint, ref next) is null;
        if (!_budget.TryTakeLesson(line.Length, hint, isFirst))
            return;

        if (!_shapes.TryLearn(line, traits, hint))
            _budget.AddFailedLesson();
    }
}
