using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>
/// The fast engine: it learns what lines have in common and then reads only how they differ. What it does not recognise goes
/// the general path, which alone rejects lines and which it learns from.
/// </summary>
internal sealed class ShapeEngine<TBlock>(DuplicateFieldPolicy duplicateFields) : ILineEngine
    where TBlock : struct, IByteBlock
{
    private const int Padding = 64;
    private const int MaxTypeNameLength = 64;
    private const int LargestBufferKept = 1024 * 1024;

    // What an event has, and nothing else has: only such lines are learned.
    private const MessageTraits EventTraits = MessageTraits.MessageIsObject | MessageTraits.EntityIsObject;

    private readonly ShapeCache _shapes = new();
    private readonly LearningBudget _budget = new();
    private byte[] _padded = new byte[4096];
    private bool _isMismatchKnown;

    public EventEngine Kind => EventEngine.Fast;

    public int VectorBits => TBlock.VectorBits;

    public DuplicateFieldPolicy DuplicateFields => duplicateFields;

    public bool IsWorthKeeping => _budget.HasLessons && _padded.Length <= LargestBufferKept;

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

        _budget.Matched();
        located.Traits = EventTraits;
        length = (int)end;
        return true;
    }

    public LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located)
    {
        located = default;
        ref byte padded = ref Pad(line);
        if (_budget.MayMatch && TryMatchAny(ref padded, line.Length, ref located))
        {
            _budget.Matched();
            located.Traits = EventTraits;
            return LineFaultReason.None;
        }

        _budget.Missed();
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

        if (IsLearnable(line, located) && _budget.TryTakeLesson())
        {
            if (TryLearn(line, ref padded))
                _budget.Learned();
            else
                _budget.Wasted();
        }

        return LineFaultReason.None;
    }

    // Notifications of the first format have an entity too, but are no events.
    private static bool IsLearnable(ReadOnlySpan<byte> line, in LocatedLine located)
    {
        FieldSlice type = located.Strings[(int)Field.MessageType];
        return located.Traits == EventTraits
            && (!type.IsPresent || line.Slice(type.Start, type.Length).SequenceEqual("ENTITY_NOTIFICATION_V2"u8));
    }

    private nint Match(ref byte line, int readable, ref LocatedLine located)
    {
        nint end = ShapeMatcher<TBlock>.Match(_shapes.Current!, ref line, readable, ref located, out nint typeNameAt);
        if (typeNameAt <= 0)
            return end;

        int left = (int)Math.Min(MaxTypeNameLength, readable - typeNameAt);
        return _shapes.TrySwitch(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, typeNameAt), left))
            ? ShapeMatcher<TBlock>.Match(_shapes.Current!, ref line, readable, ref located, out _)
            : end;
    }

    /// <summary>Tries the shape that matched last, unless that is known not to fit, and then all others.</summary>
    private bool TryMatchAny(ref byte padded, int length, ref LocatedLine located)
    {
        bool isCurrentTried = _isMismatchKnown;
        _isMismatchKnown = false;
        if (!isCurrentTried && _shapes.Current is not null && Match(ref padded, length + Padding, ref located) == length)
            return true;

        for (int index = 0; index < _shapes.Count; index++)
        {
            if (ShapeMatcher<TBlock>.Match(_shapes[index], ref padded, length + Padding, ref located, out _) == length)
            {
                _shapes.MakeCurrent(index);
                return true;
            }
        }

        return false;
    }

    private bool TryLearn(ReadOnlySpan<byte> line, ref byte padded)
    {
        if (ShapeReader.TryRead(line) is not ShapeNode root || _shapes.Learn(root) is not Shape shape)
            return false;

        LocatedLine located = default;
        return ShapeMatcher<TBlock>.Match(shape, ref padded, line.Length + Padding, ref located, out _) == line.Length;
    }

    /// <summary>Copies a line to where memory behind it can be read, and puts a newline there.</summary>
    private ref byte Pad(ReadOnlySpan<byte> line)
    {
        if (_padded.Length < line.Length + Padding)
            _padded = GC.AllocateUninitializedArray<byte>(Math.Max(line.Length + Padding, (int)Math.Min(2L * _padded.Length, Array.MaxLength)));

        line.CopyTo(_padded);
        _padded[line.Length] = (byte)'\n';
        return ref MemoryMarshal.GetArrayDataReference(_padded);
    }
}
