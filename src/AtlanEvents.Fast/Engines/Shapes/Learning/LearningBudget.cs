namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>Decides when to try the shapes and when to learn, so that a stream that never repeats costs little, whoever made it.</summary>
/// <remarks>
/// A lesson costs as much as some dozens of lines, and is what allocates. The first are free; then they are paid for by lines:
/// by those that matched, which have saved time, and slowly by those that did not. A lesson that no matches followed makes the next one dearer,
/// up to a bound, so that what is spent on a stream that cannot be learned goes to next to nothing. One that is followed by matches brings
/// the first price back. Trying, too, stops for longer and longer after misses in a row, and goes on after one match.
/// </remarks>
internal sealed class LearningBudget
{
    private const int FreeLessons = 48;
    private const int FirstPrice = 512;
    private const int HighestPrice = 64 * FirstPrice;
    private const int CreditOfMatch = 16;
    private const int MatchesOfWorth = 16;

    private const int LongestPause = 256;
    private const int MissesInARow = 8;

    private int _freeLessons = FreeLessons;
    private int _price = FirstPrice;
    private long _credit;

    private long _matches;
    private long _matchesSettled;
    private long _matchesAtLesson;

    private int _misses;
    private int _pause;
    private int _linesToSkip;

    /// <summary>Whether the next line should be tried.</summary>
    public bool MayMatch => _linesToSkip == 0;

    /// <summary>Says that a line matched.</summary>
    public void Matched() => _matches++;

    /// <summary>Says that a line went the general path.</summary>
    public void Missed()
    {
        if (_matches != _matchesSettled)
        {
            _credit += CreditOfMatch * (_matches - _matchesSettled);
            _matchesSettled = _matches;
            _misses = 0;
            _pause = 0;
        }

        // What can be saved up is one lesson, so that a good time does not pay for a long bad one.
        _credit = Math.Min(_credit + 1, _price);
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
        if (_linesToSkip > 0)
            return false;

        if (_freeLessons > 0)
        {
            _freeLessons--;
        }
        else
        {
            if (_credit < _price)
                return false;

            bool wasWorth = _matches - _matchesAtLesson >= MatchesOfWorth;
            _price = wasWorth ? FirstPrice : Math.Min(2 * _price, HighestPrice);
            _credit = 0;
        }

        _matchesAtLesson = _matches;
        return true;
    }
}
