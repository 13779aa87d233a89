namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>The result of an input: events and rejected lines in order, and the counts of all lines.</summary>
public sealed record ReadingResult(IReadOnlyList<LineResult> Lines, CountsSnapshot Counts)
{
    /// <summary>The verdict on an input with a single line that is not blank.</summary>
    public LineVerdict Verdict
    {
        get
        {
            if (Lines.Count > 0)
                return Assert.Single(Lines).Verdict;

            if (Counts.NotRoutable == 0)
            {
                Assert.True(Counts.Blank > 0, "There was no line.");
                return LineVerdict.Blank;
            }

            Assert.Equal(1, Counts.NotRoutable);
            return LineVerdict.NotRoutable(Enum.Parse<NotRoutableReason>(Counts.NotRoutableReasons.Split('=')[0]));
        }
    }

    /// <summary>Asserts that both results are equal.</summary>
    public static void AssertEqual(ReadingResult expected, ReadingResult actual, string what = "")
    {
        for (int i = 0; i < Math.Min(expected.Lines.Count, actual.Lines.Count); i++)
            Assert.True(expected.Lines[i] == actual.Lines[i], $"{what}\nexpected {expected.Lines[i]}\nactual   {actual.Lines[i]}");

        Assert.True(expected.Counts == actual.Counts, $"{what}\nexpected {expected.Counts}\nactual   {actual.Counts}");
        Assert.Equal(expected.Lines.Count, actual.Lines.Count);
    }
}
