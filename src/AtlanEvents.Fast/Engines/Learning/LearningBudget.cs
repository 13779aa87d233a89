using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Decides when to match and when to learn, so that a stream that shapes do not make faster costs little.</summary>
/// <remarks>
/// Matching pays if it takes less time than the general path would. After each window of lines, the cost of both is estimated, in bytes
/// that the general path reads in the same time. If matching does not pay for a number of windows, it pauses, each time for twice as long.
/// A lesson costs as much time as about 25 lines of the same length, and it allocates. The first lessons are free, as are the
/// first one from each kind of line and the first times that a shape is widened, within limits. After that, each costs credit, which
/// lines earn: lines that matched earn their length, others a small share of it. If a series of lessons has not lowered the miss rate, the
/// price rises; if it has, the price returns to its first value.
/// The stream may change: another tenant, or a bulk delete among other events. Its lines then miss, or match the known shapes with many
/// recoveries. If <see cref="ChangeDetector"/> finds that, or that shapes have been of no use for long, the engine forgets them and starts
/// over. A run of lines of one unknown kind is learned in any case.
/// </remarks>
internal sealed class LearningBudget(ShapeCache shapes)
{
    /// <summary>The lessons that are free at the start.</summary>
    public const int FreeLessons = 96;

    // Lines between two decisions, and lines without matching after a bad one.
    private const int Window = 32;
    private const int MinPause = 64;
    private const int MaxPause = 2 * 1024;

    // Estimated costs, in eighths of a byte that the general path reads. A miss includes the general path.
    private const int MatchCost = 3;
    private const int MissCost = 10;
    private const int GeneralCost = 8;

    // The cost that a line of any length has on the general path, of a hint, and of a recovery.
    private const int LineCost = 800;
    private const int HintCost = 1000;
    private const int RecoveryCost = 640;
    private const int SkippedByteCost = 12;

    // Windows in which matching need not pay yet, because there is much to learn. Good windows earn others.
    private const int MaxGrace = 96;

    // A window with more misses than matches uses up this many.
    private const int GraceForMisses = 8;

    // So many lines in a row of one kind that is not known are a bulk operation. Some lessons are free then, once for each such kind.
    private const int LinesOfBulk = Window;
    private const int LessonsForBulk = 4;
    private const int GraceForBulk = LessonsForBulk * GraceForMisses;

    private const int FreeWidenings = 4 * ShapeCache.MaxShapes;
    private const int LessonsPerSeries = 16;

    // In bytes of credit for each byte of the line that is learned from.
    private const int FirstPrice = 512;
    private const int MaxPrice = 64 * FirstPrice;
    private const int PriceIncrease = 4;

    // A byte that did not match earns this much less credit. Without any, a stream that changes entirely would never be learned again.
    private const int MissDivisor = 16;

    // A series is a success if the miss rate is a fifth below the best one.
    private const double SuccessRatio = 0.8;

    private readonly MatchContext _context = shapes.Context;
    private readonly ChangeDetector _change = new();

    private int _freeLessons = FreeLessons;
    private int _freeFirstLessons = ShapeCache.MaxShapes;
    private int _freeWidenings = FreeWidenings;
    private int _price = FirstPrice;
    private long _credit;
    private long _matchedBytes;
    private long _matchedBytesCredited;

    private int _lessonsInSeries;
    private long _matchedBytesBeforeSeries;
    private long _missedBytesInSeries;
    private double _bestMissRate = 1;

    private int _linesInWindow;
    private long _matchedBytesBeforeWindow;
    private long _missedBytesInWindow;
    private int _missesInWindow;
    private long _missedBytesSinceWindow;

    private ulong _lastKind;
    private ulong _lastBulkKind;
    private int _linesOfLastKind;

    private int _grace = MaxGrace;
    private int _pause;
    private int _linesToSkip;

    /// <summary>Whether to match the next line against the shapes.</summary>
    public bool MayMatch => _linesToSkip == 0;

    /// <summary>Records a line that matched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddMatch(nint length)
    {
        _matchedBytes += length;
        if (++_linesInWindow == Window)
            EndWindow();
    }

    /// <summary>Records a line that took the general path.</summary>
    public void AddMiss(int length)
    {
        _missedBytesSinceWindow += length;
        _missedBytesInSeries += length;
        _credit += (length / MissDivisor) + _matchedBytes - _matchedBytesCredited;
        _matchedBytesCredited = _matchedBytes;

        // Credit is capped at one long lesson, so that a good period does not pay for a long bad one.
        _credit = Math.Min(_credit, (long)_price * ShapeReader.MaxLineLength);
        if (_linesToSkip > 0)
        {
            _linesToSkip--;
            return;
        }

        _missedBytesInWindow += length;
        _missesInWindow++;
        if (++_linesInWindow == Window)
            EndWindow();
    }

    /// <summary>Pays for a lesson from a line, if the credit allows it.</summary>
    /// <param name="length">The length of the line.</param>
    /// <param name="kind">The hint of its kind.</param>
    /// <param name="isFirst">Whether it is the first lesson from a line of its kind.</param>
    public bool TryTakeLesson(int length, ulong kind, bool isFirst)
    {
        if (_linesToSkip > 0)
            return false;

        AddKind(kind);
        ref int free = ref _freeLessons;
        if (isFirst && _freeFirstLessons > 0)
            free = ref _freeFirstLessons;

        if (!TryPay(length, ref free))
            return false;

        // The first lesson of a kind cannot help yet.
        if ((!isFirst || _freeLessons == 0) && ++_lessonsInSeries == LessonsPerSeries)
            EndSeries(length);

        return true;
    }

    /// <summary>Pays for the widening of a shape, if the credit allows it.</summary>
    /// <param name="length">The length of the line that showed the need.</param>
    public bool TryTakeWidening(int length) => TryPay(length, ref _freeWidenings);

    /// <summary>Records that a lesson taught nothing, because of the line itself.</summary>
    public void AddFailedLesson()
    {
        _freeLessons /= 2;
        _freeFirstLessons /= 2;
        _price = Math.Min(PriceIncrease * _price, MaxPrice);
    }

    private void AddKind(ulong kind)
    {
        _linesOfLastKind = kind == _lastKind ? _linesOfLastKind + 1 : 1;
        _lastKind = kind;
        if (_linesOfLastKind < LinesOfBulk || kind == _lastBulkKind)
            return;

        _lastBulkKind = kind;
        _freeLessons = Math.Max(_freeLessons, LessonsForBulk);
        _grace = Math.Max(_grace, GraceForBulk);
    }

    private bool TryPay(int length, ref int free)
    {
        if (free > 0)
        {
            free--;
            return true;
        }

        long price = (long)_price * length;
        if (_credit < price)
            return false;

        _credit -= price;
        return true;
    }

    private void EndSeries(int length)
    {
        // Free lessons end early if fewer lines match than are learned from.
        long matched = _matchedBytes - _matchedBytesBeforeSeries;
        if (_freeLessons > 0 && matched < (long)LessonsPerSeries * length)
        {
            _freeLessons = 0;
            _freeFirstLessons /= 2;
        }
        else if (_freeLessons == 0)
        {
            SetPrice(matched);
        }

        _matchedBytesBeforeSeries = _matchedBytes;
        _missedBytesInSeries = 0;
        _lessonsInSeries = 0;
    }

    private void SetPrice(long matched)
    {
        double missRate = (double)_missedBytesInSeries / (_missedBytesInSeries + matched);
        _price = missRate <= SuccessRatio * _bestMissRate ? FirstPrice : Math.Min(PriceIncrease * _price, MaxPrice);
        _bestMissRate = Math.Min(missRate, _bestMissRate);
    }

    private void EndWindow()
    {
        long matched = _matchedBytes - _matchedBytesBeforeWindow;
        long missed = _missedBytesInWindow;
        long cost = (matched * MatchCost) + (missed * MissCost)
            + (_context.Hints * HintCost) + (_context.Recoveries * RecoveryCost) + (_context.SkippedBytes * SkippedByteCost);
        long generalCost = ((matched + missed) * GeneralCost) + (Window * LineCost);
        bool pays = cost < generalCost;
        int used = matched > missed ? 1 : GraceForMisses;
        _grace = Math.Clamp(pays ? _grace + 1 : _grace - used, 0, MaxGrace);
        _pause = pays || _grace > 0 ? 0 : Math.Clamp(2 * _pause, MinPause, MaxPause);
        _linesToSkip = _pause;

        int matches = Window - _missesInWindow;
        _context.ResetWork();
        _linesInWindow = 0;
        _missesInWindow = 0;
        _matchedBytesBeforeWindow = _matchedBytes;
        _missedBytesInWindow = 0;

        long missedBytes = _missedBytesSinceWindow;
        _missedBytesSinceWindow = 0;
        int lessons = _change.AddWindow(cost, generalCost, matches, missedBytes, isLast: _linesToSkip > 0);
        if (lessons > 0)
            StartOver(Math.Min(lessons, FreeLessons));
    }

    private void StartOver(int lessons)
    {
        shapes.Clear();
        _freeLessons = lessons;
        _freeFirstLessons = Math.Min(lessons, ShapeCache.MaxShapes);
        _freeWidenings = FreeWidenings * lessons / FreeLessons;
        _price = FirstPrice;
        _credit = 0;
        _bestMissRate = 1;
        _lessonsInSeries = 0;
        _matchedBytesBeforeSeries = _matchedBytes;
        _missedBytesInSeries = 0;

        _grace = MaxGrace;
        _pause = _linesToSkip = 0;
    }
}
