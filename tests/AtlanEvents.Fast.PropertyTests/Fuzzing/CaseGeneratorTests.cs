using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;

namespace AtlanEvents.Fast.PropertyTests.Fuzzing;

/// <summary>Cases are reproducible, and varied enough.</summary>
public sealed class CaseGeneratorTests
{
    private const int Seed = 1;
    private const int Cases = 120;

    [Fact]
    public void Generate_SameId_GivesTheSameCase()
    {
        for (int index = 0; index < 40; index++)
        {
            FuzzCase one = CaseGenerator.Generate(new CaseId(Seed, index));
            FuzzCase two = CaseGenerator.Generate(new CaseId(Seed, index));
            Assert.Equal(one.Input, two.Input);
            Assert.Equal(one.Plan.ToString(), two.Plan.ToString());
            Assert.Equal(one.Plan.Cutting, two.Plan.Cutting);
        }
    }

    [Fact]
    public void Generate_OtherId_GivesAnotherCase()
    {
        int[] seeds =
            [.. from seed in Enumerable.Range(0, 20) from index in Enumerable.Range(0, 50) select new CaseId(seed, index).RandomSeed];
        Assert.Equal(seeds.Length, seeds.Distinct().Count());
        Assert.NotEqual(CaseGenerator.Generate(new CaseId(Seed, 0)).Input, CaseGenerator.Generate(new CaseId(Seed, 1)).Input);
    }

    [Fact]
    public void Compare_ManyCases_AgreeAndCoverAllOutcomes()
    {
        var comparer = new CaseComparer();
        var plans = new List<ReadPlan>();
        for (int index = 0; index < Cases; index++)
        {
            FuzzCase fuzzed = CaseGenerator.Generate(new CaseId(Seed, index));
            plans.Add(fuzzed.Plan);
            Assert.Null(comparer.Compare(fuzzed.Input, fuzzed.Plan));
        }

        // Otherwise the test could pass without taking the fast path, without rejecting, or by rejecting nearly all lines.
        ComparisonCounts counts = comparer.Counts;
        long events = counts.Verdicts.Where(count => count.Key.Outcome == LineOutcome.Event).Sum(count => count.Value);
        long rejected = counts.Verdicts.Where(count => count.Key.Outcome == LineOutcome.Rejected).Sum(count => count.Value);
        Assert.Equal(Cases, counts.Inputs);
        Assert.InRange(counts.Lines, 50L * Cases, 500L * Cases);
        Assert.InRange(events, counts.Lines / 3, counts.Lines * 9 / 10);
        Assert.InRange(rejected, counts.Lines / 20, counts.Lines / 2);
        Assert.All(counts.FastLines, lines => Assert.InRange(lines, counts.Lines / 4, events));

        // All reasons of single lines occur. The later reasons, of packed lines, occur in PackedMutationProperties.
        LineFaultReason[] reasons = [.. counts.Verdicts.Keys.Select(verdict => verdict.FaultReason).Distinct()];
        Assert.Empty(Enum.GetValues<LineFaultReason>().Where(reason => reason < LineFaultReason.UnsupportedEncoding).Except(reasons));
        Assert.Equal(Enum.GetValues<FuzzPath>(), plans.SelectMany(plan => plan.Paths).Distinct().Order());
        Assert.Equal(new[] { false, true }, plans.Select(plan => plan.Duplicates).Distinct().Order());
        Assert.Contains(plans, plan => plan.MaxLineBytes < 200);
        Assert.Contains(plans, plan => plan.Cutting.MaxLength < 16);
    }

    [Theory]
    [InlineData("7:12", true)]
    [InlineData("0:0", true)]
    [InlineData("7", false)]
    [InlineData("7:", false)]
    [InlineData("-1:2", false)]
    [InlineData("1:2:3", false)]
    [InlineData("99999999999:1", false)]
    public void TryParse_Text_RoundTripsToString(string text, bool isCase)
    {
        Assert.Equal(isCase, CaseId.TryParse(text, out CaseId id));
        if (isCase)
            Assert.Equal(text, id.ToString());
    }
}
