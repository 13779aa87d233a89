namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Decides when to try the shapes and when to learn, so that a stream without repeating shapes costs little.</summary>
/// <remarks>
/// A lesson costs as much time as some dozens of lines of the same length, and it allocates. The first lessons are free, as is the first one from each kind of line, within limits. Further
/// lessons cost credit, which lines earn: lines that matched earn their length, others a small share of it. If a series of
/// lessons has not lowered the miss rate, the price rises; if it has, the price returns to its first value. The cost of a stream
/// that cannot be learned therefore becomes negligible, and a stream that changes is learned again after a while.
/// After several misses in a row, matching pauses for longer and longer. One match ends the pauses.
/// </remarks>
internal sealed class LearningBudget
{
    private const int FreeLessons = 64;
    private const int LessonsPerSeries = 16;

    // In bytes of credit for each byte of the line that is learned from.
    private const int FirstPrice = 32;
    private const int MaxPrice = 256 * FirstPrice;
    private const int PriceIncrease = 4;

    // A byte that did not match earns this much less credit. Without any, a stream that changes entirely would never be learned again.
    private const int MissDivisor = 16;

    // A series is a success if the miss rate is a fifth below the best one.
    private const double SuccessRatio = 0.8;

    private const int MaxPause = 256;
    private const int MissesBeforePause = 8;

    private int _freeLessons = FreeLessons;
    private int _freeFirstLessons = ShapeCache.MaxShapes;
    private int _price = FirstPrice;
    private long _credit;
    private long _matchedBytes;
    private long _matchedBytesCredited;

    private int _lessonsInSeries;
    private long _matchedBytesBeforeSeries;
    private long _missedBytesInSeries;
    private double _bestMissRate = 1;

    private int _missesInARow;
    private int _pause;
    private int _linesToSkip;

    /// <summary>Whether to match the next line against the shapes.</summary>
    public bool MayMatch => _linesToSkip == 0;

    /// <summary>Records a line that matched.</summary>
    public void AddMatch(nint length) => _matchedBytes += length;

    /// <summary>Records a line that took the general path.</summary>
    public void AddMiss(int length)
    {
        _missedBytesInSeries += length;
        if (_matchedBytes != _matchedBytesCredited)
        {
            _credit += _matchedBytes - _matchedBytesCredited;
            _matchedBytesCredited = _matchedBytes;
            _missesInARow = 0;
            _pause = 0;
        }

        // Credit is capped at one long lesson, so that a good period does not pay for a long bad one.
        _credit = Math.Min(_credit + (length / MissDivisor), (long)_price * ShapeReader.MaxLineLength);

        if (_linesToSkip > 0)
        {
            _linesToSkip--;
        }
        else if (++_missesInARow > MissesBeforePause)
        {
            _missesInARow = 0;
            _pause = Math.Min(MaxPause, (2 * _pause) + 1);
            _linesToSkip = _pause;
        }
    }

    /// <summary>Pays for a lesson from a line, if the credit allows it.</summary>
    /// <param name="length">The length of the line.</param>
    /// <param name="isFirst">Whether it is the first lesson from a line of its kind.</param>
    public bool TryTakeLesson(int length, bool isFirst)
    {
        if (_linesToSkip > 0)
            return false;

        if (isFirst && _freeFirstLessons > 0)
        {
            _freeFirstLessons--;
            return true;
        }

        if (_freeLessons > 0)
        {
            _freeLessons--;
            return true;
        }

        long price = (long)_price * length;
        if (_credit < price)
            return false;

        _credit -= price;
        if (++_lessonsInSeries == LessonsPerSeries)
            EndSeries();

        return true;
    }

    /// <summary>Records that a lesson taught nothing, because of the line itself.</summary>
    public void AddFailedLesson()
    {
        _freeLessons /= 2;
        _freeFirstLessons /= 2;
        _price = Math.Min(PriceIncrease * _price, MaxPrice);
    }

    private void EndSeries()
    {
        double missRate = (double)_missedBytesInSeries / (_missedBytesInSeries + _matchedBytes - _matchedBytesBeforeSeries);
        _price = missRate <= SuccessRatio * _bestMissRate ? FirstPrice : Math.Min(PriceIncrease * _price, MaxPrice);
        _bestMissRate = Math.Min(missRate, _bestMissRate);
        _matchedBytesBeforeSeries = _matchedBytes;
        _missedBytesInSeries = 0;
        _lessonsInSeries = 0;
    }
}
