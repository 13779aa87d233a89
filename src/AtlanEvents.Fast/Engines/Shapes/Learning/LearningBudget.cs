namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>Decides when to try the shapes and when to learn, so that a stream that cannot be learned costs little, whoever made it.</summary>
/// <remarks>
/// A lesson costs as much as some dozens of lines, and is what allocates. The first are free. Then they are paid for by lines: by
/// those that matched, which have saved time, and, little by little, by those that did not. When a number of lessons has not brought the share of
/// misses down, the next ones are dearer; when it has, they have their first price again. So what is spent on a stream that cannot be learned
/// goes to next to nothing, and one that changes is learned anew after a while.
/// Trying, too, stops for longer and longer after misses in a row, and goes on after one match.
/// </remarks>
internal sealed class LearningBudget
{
    private const int FreeLessons = 64;
    private const int LessonsToJudge = 16;

    private const int CreditOfMatch = 16;
    private const int FirstPrice = 32 * CreditOfMatch;
    private const int HighestPrice = 256 * FirstPrice;
    private const int Increase = 4;
    private const double GoodEnough = 0.8;

    private const int LongestPause = 256;
    private const int MissesInARow = 8;

    private int _freeLessons = FreeLessons;
    private int _price = FirstPrice;
    private long _credit;

    private long _matches;
    private long _matchesCredited;

    private int _lessonsJudged;
    private long _matchesJudged;
    private long _misses;
    private double _missRate = 1;

    private int _missesInARow;
    private int _pause;
    private int _linesToSkip;

    /// <summary>Whether the next line should be tried.</summary>
    public bool MayMatch => _linesToSkip == 0;

    /// <summary>Says that a line matched.</summary>
    public void Matched() => _matches++;

    /// <summary>Says that a line went the general path.</summary>
    public void Missed()
    {
        _misses++;
        if (_matches != _matchesCredited)
        {
            _credit += CreditOfMatch * (_matches - _matchesCredited);
            _matchesCredited = _matches;
            _missesInARow = 0;
            _pause = 0;
        }

        // What can be saved up is one lesson, so that a good time does not pay for a long bad one.
        _credit = Math.Min(_credit + 1, _price);
        if (_linesToSkip > 0)
        {
            _linesToSkip--;
        }
        else if (++_missesInARow > MissesInARow)
        {
            _missesInARow = 0;
            _pause = Math.Min(LongestPause, (2 * _pause) + 1);
            _linesToSkip = _pause;
        }
    }

    /// <summary>Takes a lesson, if there is one left.</summary>
    public bool TryTakeLesson()
    {
        if (_linesToSkip > 0)
            return false;

        if (_freeLessons > 0)
        {
            _freeLessons--;
            return true;
        }

        if (_credit < _price)
            return false;

        _credit = 0;
        if (++_lessonsJudged == LessonsToJudge)
            Judge();

        return true;
    }

    private void Judge()
    {
        double missRate = (double)_misses / (_misses + _matches - _matchesJudged);
        _price = missRate <= GoodEnough * _missRate ? FirstPrice : Math.Min(Increase * _price, HighestPrice);
        _missRate = missRate;
        _matchesJudged = _matches;
        _misses = 0;
        _lessonsJudged = 0;
    }
}
