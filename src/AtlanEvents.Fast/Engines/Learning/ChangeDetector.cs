namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>
/// Detects when learning anew may pay: the lines of a stream cost much more than they did, or shapes have been of no use for long.
/// </summary>
/// <remarks>
/// The cost of lines is relative to that on the general path, and is compared from period to period. Lines pay for a new start: many that
/// matched, or very many that did not. If it does not help, the next one costs more.
/// </remarks>
internal sealed class ChangeDetector
{
    private const int WindowsPerPeriod = 16;
    private const double ChangeRatio = 1.5;

    // A new start is a success if it has lowered the cost in the periods after it, but for the first one, in which the engine learns.
    private const double SuccessRatio = 0.8;
    private const int PeriodsAfterStart = 4;

    // The price of a free lesson after a new start, in lines that matched. At the first one, all lessons together cost less than a quarter
    // of the time that the general path needs for these lines.
    private const int FirstPrice = 128;
    private const int MaxPrice = 16 * FirstPrice;
    private const int PriceIncrease = 4;
    private const int MinLessons = 16;

    // So many bytes of lines that did not match, while shapes are of no use, pay for a new start. Otherwise, an engine that has read lines
    // from which it cannot learn would never learn from others. The lessons take a few hundredths of the time that the general path needs
    // for these bytes.
    private const long FirstMissedBytes = 256 * 1024 * 1024;
    private const long MaxMissedBytes = 16 * FirstMissedBytes;
    private const int MissedBytesIncrease = 2;

    private int _windowsInPeriod;
    private long _costInPeriod;
    private long _generalCostInPeriod;
    private double _lowestCost = double.MaxValue;
    private double _highestCost;
    private double _costBeforeStart = double.MaxValue;
    private int _periodsSinceStart;
    private long _matchesSinceStart;
    private int _price = FirstPrice;
    private int _matchesInPeriod;
    private long _uselessBytes;
    private long _missedBytesForStart = FirstMissedBytes;

    /// <summary>Adds a window of lines.</summary>
    /// <param name="cost">What the lines cost, in any unit.</param>
    /// <param name="generalCost">What they would have cost on the general path, in the same unit.</param>
    /// <param name="matches">The number of lines that matched.</param>
    /// <param name="missedBytes">The length of all other lines since the last window, with those for which matching paused.</param>
    /// <param name="isLast">Whether matching pauses after the window, because it does not pay.</param>
    /// <returns>The number of lessons that a new start may have; 0 if there is none.</returns>
    public int AddWindow(long cost, long generalCost, int matches, long missedBytes, bool isLast)
    {
        _matchesSinceStart += matches;
        _matchesInPeriod += matches;
        _uselessBytes += missedBytes;
        _costInPeriod += cost;
        _generalCostInPeriod += generalCost;
        return ++_windowsInPeriod == WindowsPerPeriod || isLast ? EndPeriod(isUseless: isLast || _matchesInPeriod == 0) : 0;
    }

    private int EndPeriod(bool isUseless)
    {
        double cost = (double)_costInPeriod / _generalCostInPeriod;
        _windowsInPeriod = _matchesInPeriod = 0;
        _costInPeriod = _generalCostInPeriod = 0;
        if (++_periodsSinceStart > 1)
            _highestCost = Math.Max(_highestCost, cost);

        if (_periodsSinceStart == PeriodsAfterStart)
        {
            bool isSuccess = _highestCost < SuccessRatio * _costBeforeStart;
            _price = isSuccess ? FirstPrice : Math.Min(PriceIncrease * _price, MaxPrice);
            _missedBytesForStart = isSuccess ? FirstMissedBytes : Math.Min(MissedBytesIncrease * _missedBytesForStart, MaxMissedBytes);
        }

        if (!isUseless)
            _uselessBytes = 0;

        long lessons = _uselessBytes >= _missedBytesForStart ? LearningBudget.FreeLessons : 0;
        if (cost > ChangeRatio * _lowestCost)
            lessons = Math.Max(lessons, _matchesSinceStart / _price);

        if (lessons >= MinLessons)
        {
            _lowestCost = double.MaxValue;
            _highestCost = 0;
            _costBeforeStart = cost;
            _periodsSinceStart = 0;
            _matchesSinceStart = 0;
            _uselessBytes = 0;
            return (int)Math.Min(lessons, int.MaxValue);
        }

        _lowestCost = Math.Min(_lowestCost, cost);
        return 0;
    }
}
