namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>Decides when to try the shapes and when to learn, so that a stream that never repeats costs little, whoever made it.</summary>
/// <remarks>
/// Trying stops for longer and longer after misses in a row, and goes on after one match. Lessons are what allocates: there is a stock
/// of them, and when that is used up a new one comes after some lines of the general path. That number doubles with each, and
/// falls back only when shapes have proved their worth; so what learning costs per line goes to zero on a stream that cannot be
/// learned.
/// </remarks>
internal sealed class LearningBudget
{
    private const int FirstLessons = 512;
    private const int ShortestWait = 4_096;
    private const int LongestWait = 1 << 30;
    private const int MatchesOfWorth = 1_024;
    private const int PriceOfWaste = 3;
    private const int LongestPause = 256;
    private const int MissesInARow = 8;

    private int _lessons = FirstLessons;
    private int _wait = ShortestWait;
    private int _linesToLesson = ShortestWait;
    private int _matches;

    private int _misses;
    private int _pause;
    private int _linesToSkip;

    /// <summary>Whether the next line should be tried.</summary>
    public bool MayMatch => _linesToSkip == 0;

    /// <summary>Whether something can be learned still.</summary>
    public bool HasLessons => _lessons > 0;

    /// <summary>Says that a line matched.</summary>
    public void Matched()
    {
        _misses = 0;
        _pause = 0;
        if (_matches < MatchesOfWorth)
            _matches++;
    }

    /// <summary>Says that a line went the general path.</summary>
    public void Missed()
    {
        if (--_linesToLesson == 0)
        {
            _linesToLesson = _wait;
            _lessons = Math.Min(_lessons + 1, FirstLessons);
        }

        if (_linesToSkip > 0)
        {
            _linesToSkip--;
        }
        else if (++_misses > MissesInARow)
        {
            _misses = 0;
            _pause = Math.Min(LongestPause, (2 * _pause) + 1);
            _linesToSkip = _pause;
        }
    }

    /// <summary>Takes a lesson, if there is one left.</summary>
    public bool TryTakeLesson()
    {
        if (_lessons == 0 || _linesToSkip > 0)
            return false;

        _lessons--;
        return true;
    }

    /// <summary>Says that a lesson gave a shape.</summary>
    public void Learned()
    {
        if (_matches == MatchesOfWorth)
            _wait = ShortestWait;
        else
            Wait();

        _matches = 0;
    }

    /// <summary>Says that a lesson taught nothing.</summary>
    public void Wasted()
    {
        _lessons = Math.Max(0, _lessons - PriceOfWaste);
        Wait();
    }

    private void Wait()
    {
        if (_lessons == 0 && _wait < LongestWait)
            _wait *= 2;
    }
}
