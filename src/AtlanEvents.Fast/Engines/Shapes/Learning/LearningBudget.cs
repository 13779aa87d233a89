namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>Decides when to try the shapes and when to learn, so that a stream that cannot be learned costs little, whoever made it.</summary>
/// <remarks>
/// A lesson costs as much as some dozens of lines of the same length, and is what allocates. The first are free. Then they are paid for by
/// lines: by those that matched, which have saved time, and, little by little, by those that did not. When a number of lessons has not brought the
/// share of misses down, the next ones are dearer; when it has, they have their first price again. So what is spent on a stream that cannot
/// be learned goes to next to nothing, and one that changes is learned anew after a while.
/// Trying, too, stops for longer and longer after misses in a row, and goes on after one match.
/// </remarks>
internal sealed class LearningBudget
{
    private const int FreeLessons = 64;
    private const int LessonsToJudge = 16;

    // In bytes of lines that matched, for each byte of the line that is learned from.
    private const int FirstPrice = 32;
    private const int HighestPrice = 256 * FirstPrice;
    private const int Increase = 4;

    // What a byte that did not match is worth less.
    private const int ShareOfMisses = 16;

    // Better is a fifth fewer misses than in the best of times, which are slowly forgotten.
    private const double Better = 0.8;
    private const double Forgetting = 1.0 / 16;

    private const int LongestPause = 256;
    private const int MissesInARow = 8;

    private int _freeLessons = FreeLessons;
    private int _price = FirstPrice;
    private long _credit;

    private long _matched;
    private long _matchedCredited;

    private int _lessonsJudged;
    private long _matchedJudged;
    private long _missed;
    private double _bestMissRate = 1;

    private int _missesInARow;
    private int _pause;
    private int _linesToSkip;

    /// <summary>Whether the next line should be tried.</summary>
    public bool MayMatch => _linesToSkip == 0;

    /// <summary>Says that a line of this length matched.</summary>
    public void Matched(nint length) => _matched += length;

    /// <summary>Says that a line of this length went the general path.</summary>
    public void Missed(int length)
    {
        _missed += length;
        if (_matched != _matchedCredited)
        {
            _credit += _matched - _matchedCredited;
            _matchedCredited = _matched;
            _missesInARow = 0;
            _pause = 0;
        }

        // What can be saved up is one long lesson, so that a good time does not pay for a long bad one.
        _credit = Math.Min(_credit + (length / ShareOfMisses), (long)_price * ShapeReader.MaxLineLength);
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

    /// <summary>Takes a lesson from a line of this length, if that can be paid for.</summary>
    public bool TryTakeLesson(int length)
    {
        if (_linesToSkip > 0)
            return false;

        if (_freeLessons > 0)
        {
            _freeLessons--;
            return true;
        }

        long price = (long)_price * length;
        if (_credit < price)
            return false;

        _credit -= price;
        if (++_lessonsJudged == LessonsToJudge)
            Judge();

        return true;
    }

    private void Judge()
    {
        double missRate = (double)_missed / (_missed + _matched - _matchedJudged);
        _price = missRate <= Better * _bestMissRate ? FirstPrice : Math.Min(Increase * _price, HighestPrice);
        _bestMissRate = Math.Min(missRate, _bestMissRate + ((1 - _bestMissRate) * Forgetting));
        _matchedJudged = _matched;
        _missed = 0;
        _lessonsJudged = 0;
    }
}
