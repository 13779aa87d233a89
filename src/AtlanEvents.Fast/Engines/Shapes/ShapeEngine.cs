using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Shapes.Learning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>
/// The fast engine: it learns what lines have in common and then reads only how they differ. What it does not recognise goes
/// the general path, which alone rejects lines and which it learns from.
/// </summary>
internal sealed class ShapeEngine<TBlock>(DuplicateFieldPolicy duplicateFields) : ILineEngine
    where TBlock : struct, IByteBlock
{
    private const int Padding = 64;

    // A newline, and then as much as the longest run of a shape, so that no match has to stop for want of memory.
    private const int ReadableBehind = 1 + ShapeCompiler.MaxTextLength + Padding;

    // How many other shapes a line is tried with from its start.
    private const int MostTries = 4;
    private const int LargestBufferKept = 1024 * 1024;

    private readonly ShapeCache _shapes = new();
    private readonly LearningBudget _budget = new();
    private byte[] _padded = [];
    private bool _isMismatchKnown;

    public EventEngine Kind => EventEngine.Fast;

    public int VectorBits => TBlock.VectorBits;

    public DuplicateFieldPolicy DuplicateFields => duplicateFields;

    public bool CanRecognise => true;

    public bool IsWorthKeeping => _padded.Length <= LargestBufferKept;

    public bool TryReadLine(ReadOnlySpan<byte> memory, out int length, out LocatedLine located)
    {
        Unsafe.SkipInit(out located);
        length = 0;
        if (!_budget.MayMatch || _shapes.Current is null)
            return false;

        nint end = Match(ref MemoryMarshal.GetReference(memory), memory.Length, ref located);
        if (end < 0)
        {
            _isMismatchKnown = end == ShapeMatcher<TBlock>.NoMatch;
            return false;
        }

        _budget.Matched(end);
        length = (int)end;
        return true;
    }

    public LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located)
    {
        located = default;
        ref byte padded = ref Pad(line);
        bool isTried = _isMismatchKnown || !_budget.MayMatch || _shapes.Current is null;
        _isMismatchKnown = false;
        if (!isTried && Match(ref padded, line.Length + ReadableBehind, ref located) == line.Length)
        {
            _budget.Matched(line.Length);
            return LineFaultReason.None;
        }

        _budget.Missed(line.Length);
        located = new LocatedLine { Path = LinePath.General };
        var scan = new EnvelopeScan<TBlock>(ref padded, line.Length);
        if (!scan.TryRun(ref located))
        {
            located = new LocatedLine { Path = LinePath.General };
            return !Utf8.IsValid(line) ? LineFaultReason.InvalidUtf8
                : scan.IsTooDeep ? LineFaultReason.TooDeep
                : LineFaultReason.InvalidJson;
        }

        if (scan.HasDuplicateField && duplicateFields == DuplicateFieldPolicy.Reject)
        {
            located = new LocatedLine { Path = LinePath.General };
            return LineFaultReason.DuplicateField;
        }

        // Other messages have a body that never repeats, or nothing worth a shape.
        if ((located.Traits & MessageTraits.MessageIsObject) != 0 && line.Length <= ShapeReader.MaxLineLength && _budget.TryTakeLesson(line.Length))
            Learn(line, located.Traits);

        return LineFaultReason.None;
    }

    /// <summary>Tries the current shape and those that branch off where it fails, then those that branch off before.</summary>
    /// <returns>What <see cref="ShapeMatcher{TBlock}.Match"/> returns.</returns>
    private nint Match(ref byte line, nint readable, ref LocatedLine located)
    {
        nint end = ShapeMatcher<TBlock>.Match(_shapes, ref line, readable, ref located);
        return end == ShapeMatcher<TBlock>.NoMatch ? MatchOthers(ref line, readable, ref located) : end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint MatchOthers(ref byte line, nint readable, ref LocatedLine located)
    {
        int tries = 0;
        Shape current = _shapes.Current!;
        ShapeMismatch mismatch = _shapes.Mismatch;
        foreach (ShapeBranch branch in mismatch.Branches)
        {
            if (!mismatch.IsPossible(branch))
                continue;

            if (++tries > MostTries)
                break;

            _shapes.Current = branch.Shape;
            nint end = ShapeMatcher<TBlock>.Match(_shapes, ref line, readable, ref located);
            if (end != ShapeMatcher<TBlock>.NoMatch)
                return end;
        }

        _shapes.Current = current;
        return ShapeMatcher<TBlock>.NoMatch;
    }

    private void Learn(ReadOnlySpan<byte> line, MessageTraits traits)
    {
        if (ShapeReader.TryRead(line, traits) is ShapeSketch sketch)
            _shapes.Learn(sketch);
    }

    /// <summary>Copies a line to where memory around it can be read, and puts a newline behind it.</summary>
    private ref byte Pad(ReadOnlySpan<byte> line)
    {
        int needed = Padding + line.Length + ReadableBehind;
        if (_padded.Length < needed)
            _padded = new byte[Math.Max(needed, (int)Math.Min(2L * _padded.Length, Array.MaxLength))];

        line.CopyTo(_padded.AsSpan(Padding));
        _padded[Padding + line.Length] = (byte)'\n';
        return ref _padded[Padding];
    }
}
