using AtlanEvents.Fast.Engines.Learning;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>When the engine forgets what it has learned, because the stream has changed.</summary>
public class LearningBudgetTests
{
    private const int LineLength = 1000;

    // The lines of a period, and enough of them for a new start at its first price.
    private const int Period = 512;
    private const int ManyLines = 8 * Period;

    private readonly ShapeCache _shapes = new();
    private readonly LearningBudget _budget;

    public LearningBudgetTests()
    {
        _budget = new LearningBudget(_shapes);
        Learn();
    }

    [Fact]
    public void AddMatch_LinesNeedManyMoreRecoveries_ForgetsTheShapes()
    {
        AddMatches(ManyLines, recoveriesPerLine: 0);
        Assert.NotNull(_shapes.Context.Current);

        AddMatches(2 * Period, recoveriesPerLine: 10);
        Assert.Null(_shapes.Context.Current);
    }

    [Fact]
    public void AddMiss_LinesDoNotMatchAnyMore_ForgetsTheShapesAndLessonsAreFree()
    {
        AddMatches(ManyLines, recoveriesPerLine: 0);
        for (int line = 0; line < 2 * Period && _shapes.Context.Current is not null; line++)
            _budget.AddMiss(LineLength);

        Assert.Null(_shapes.Context.Current);
        Assert.True(_budget.MayMatch);
        Assert.True(_budget.TryTakeLesson(LineLength, kind: 1, isFirst: false));
    }

    [Fact]
    public void TryTakeLesson_ManyLinesOfOneKindAfterUselessLessons_IsFreeOnce()
    {
        for (ulong kind = 0; _budget.TryTakeLesson(LineLength, kind % 7, isFirst: false); kind++)
            _budget.AddFailedLesson();

        Assert.Equal(4, CountLessons(kind: 8));
        Assert.Equal(4, CountLessons(kind: 9));
        Assert.Equal(0, CountLessons(kind: 9));

        int CountLessons(ulong kind) => Enumerable.Range(0, 100).Count(_ => _budget.TryTakeLesson(LineLength, kind, isFirst: false));
    }

    [Fact]
    public void TryTakeLesson_LessonsThatDoNotHelp_AreFreeForOneSeriesOnly()
    {
        int lessons = 0;
        for (ulong line = 0; line < 1000; line++)
        {
            lessons += _budget.TryTakeLesson(LineLength, kind: line % 7, isFirst: false) ? 1 : 0;
            _budget.AddMiss(LineLength);
        }

        Assert.Equal(16, lessons);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(300)]
    public void TryTakeLesson_ManyMissesAfterUselessLessons_IsFreeAgain(int length)
    {
        // The first new start comes after 256 MB, and the second one after twice as much.
        int firstStart = 256 * 1024 * 1024 / length;
        int secondStart = 3 * firstStart;
        var budget = new LearningBudget(new ShapeCache());
        var lessons = new List<int>();
        for (int line = 0; line < secondStart + 10_000; line++)
        {
            if (budget.TryTakeLesson(length, kind: (ulong)line % 7, isFirst: false))
                lessons.Add(line);

            budget.AddMiss(length);
        }

        // A series each time, and between them a few lessons that were paid for.
        Assert.InRange(CountFrom(0), 16, 18);
        Assert.InRange(CountFrom(firstStart / 2), 0, 2);
        Assert.InRange(CountFrom(firstStart), 16, 18);
        Assert.InRange(CountFrom(2 * firstStart), 0, 2);
        Assert.InRange(CountFrom(secondStart), 16, 18);

        int CountFrom(int start) => lessons.Count(line => line >= start && line < start + 10_000);
    }

    [Fact]
    public void AddMatch_LinesCostTheSameAsBefore_KeepsTheShapes()
    {
        AddMatches(10 * ManyLines, recoveriesPerLine: 10);
        Assert.NotNull(_shapes.Context.Current);
    }

    [Fact]
    public void AddMatch_TooFewLinesBefore_KeepsTheShapes()
    {
        AddMatches(Period, recoveriesPerLine: 0);
        AddMatches(Period, recoveriesPerLine: 10);
        Assert.NotNull(_shapes.Context.Current);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    public void AddMatch_AlternatesBetweenTwoCosts_RarelyStartsOver(int periods)
    {
        const int Alternations = 100;
        int linesPerStart = 2 * Alternations * periods * Period / Math.Max(1, CountStarts(Alternations, periods));
        Assert.InRange(linesPerStart, 16 * Period, int.MaxValue);
    }

    private int CountStarts(int alternations, int periods)
    {
        int starts = 0;
        for (int i = 0; i < alternations; i++)
        {
            AddMatches(periods * Period, recoveriesPerLine: 0);
            AddMatches(periods * Period, recoveriesPerLine: 10);
            if (_shapes.Context.Current is not null)
                continue;

            starts++;
            Learn();
        }

        return starts;
    }

    private void AddMatches(int count, int recoveriesPerLine)
    {
        for (int i = 0; i < count; i++)
        {
            _shapes.Context.Recoveries += recoveriesPerLine;
            _budget.AddMatch(LineLength);
        }
    }

    private void Learn()
    {
        ReadOnlySpan<byte> line = """{"message":{"entity":{"typeName":"Table","guid":"g"},"operationType":"ENTITY_DELETE"}}"""u8;
        MessageTraits traits = MessageTraits.MessageIsObject | MessageTraits.EntityIsObject;
        Assert.True(_shapes.TryLearn(line, traits, hint: 1));
    }
}
