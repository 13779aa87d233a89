using AtlanEvents.Fast.Testing.Engines;
using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Oracle;
using Xunit;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>What an engine read before does not change what it says: each line after each history that matters to one that learns.</summary>
public sealed class LearningOrderTests(ITestOutputHelper output)
{
    private const int LongestLine = 2_500;
    private const int LinesToLearn = 12;

    // More than any engine would learn from in one go.
    private const int StrangeLinesToWearOut = 3_000;

    private static readonly byte[][] s_bulk = TestLines.BulkDelete(400)[380..];
    private static readonly byte[][] s_mixed = TestLines.Mixed(60);
    private static readonly byte[][] s_lines = [.. TestLines.Cases(LongestLine), .. s_bulk, .. s_mixed.Where(line => line.Length <= LongestLine)];

    public static TheoryData<int, bool> Cases => EngineCases.WidthsAndPolicies;

    [Fact]
    public void Lines_AreMany() => Assert.InRange(s_lines.Length, 300, 2_000);

    [Theory, MemberData(nameof(Cases))]
    public void Line_ByANewEngine_IsJudgedAsByTheReference(int width, bool duplicates)
    {
        foreach (byte[] line in s_lines)
        {
            // The first sight by each of the two ways in.
            Assert.False(new EngineCheck(width, duplicates).Check(line, "cold"));
            new EngineCheck(width, duplicates).CheckFramed(line, "cold, framed");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Line_AfterManyOfItsShape_IsJudgedAsByTheReference(int width, bool duplicates)
    {
        int recognised = 0;
        int fast = 0;
        foreach (byte[] line in s_lines)
        {
            EngineCheck check = Learned(line, width, duplicates);
            recognised += check.Check(line, "warm") ? 1 : 0;
            int fastBefore = check.Fast;
            check.CheckFramed(line, "warm, framed");
            fast += check.Fast - fastBefore;
        }

        // So that it cannot pass by never learning.
        output.WriteLine($"{s_lines.Length} lines, {fast} fast, {recognised} recognised without being framed");
        Assert.InRange(recognised, s_bulk.Length + 60, s_lines.Length);
        Assert.InRange(fast, s_bulk.Length + 60, s_lines.Length);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Line_AfterAMiss_IsJudgedAsByTheReference(int width, bool duplicates)
    {
        byte[][] misses = [s_bulk[0], s_mixed[3], StrangeLines.Line(1), "{}"u8.ToArray(), "nonsense"u8.ToArray(), "{\"message\":{\"entity\":{\"guid\":\"g\"}}}"u8.ToArray()];
        foreach (byte[] line in s_lines)
        {
            EngineCheck check = Learned(line, width, duplicates);
            foreach (byte[] miss in misses)
            {
                check.Check(miss, "miss");
                check.Check(line, "after a miss");
                check.CheckFramed(miss, "miss, framed");
                check.CheckFramed(line, "after a miss, framed");
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Line_AfterPoison_IsJudgedAsByTheReference(int width, bool duplicates)
    {
        int recognised = 0;
        int poisoned = 0;
        foreach (byte[] line in s_lines)
        {
            EngineCheck check = Learned(line, width, duplicates);
            foreach ((string name, byte[] poison) in Poison.Of(line))
            {
                poisoned++;
                check.Check(poison, name);
                recognised += check.Check(line, $"after {name}") ? 1 : 0;
            }

            // Poison upon poison: an engine may have learned from some of it, and must not then accept the other.
            foreach ((string name, byte[] poison) in Poison.Of(line))
            {
                check.CheckFramed(poison, $"{name}, again");
                check.Check(poison, $"{name}, again");
            }

            check.Check(line, "after all poison");
        }

        output.WriteLine($"{poisoned} poisoned lines, {recognised} recognised directly afterwards");
        Assert.InRange(recognised, 500, poisoned);
    }

    /// <summary>
    /// An engine learns that members may be missing, wherever they stand; then each comma and bracket of the lines is left out,
    /// doubled, or has a comma beside it, with a good line before each so that the engine does not look away.
    /// </summary>
    [Theory, MemberData(nameof(Cases))]
    public void Line_WhoseMembersMayBeMissing_IsJudgedAsByTheReference(int width, bool duplicates)
    {
        int recognised = 0;
        foreach (byte[] model in new[] { s_bulk[0], "{\"message\":{\"entity\":{\"guid\":\"g\",\"a\":1,\"attributes\":{\"qualifiedName\":\"q\",\"b\":2},\"c\":3},\"d\":4},\"e\":5}"u8.ToArray() })
        {
            var check = new EngineCheck(width, duplicates);
            byte[][] shorter = [.. Poison.WithoutMembers(model).Where(line => LineOracle.IsWellFormed(line))];
            Assert.InRange(shorter.Length, 3, 100);
            for (int round = 0; round < 3; round++)
            {
                foreach (byte[] line in shorter)
                    check.Check(line, "without a member");
            }

            foreach (byte[] line in shorter.Append(model))
            {
                foreach (byte[] damaged in Poison.OfStructure(line))
                {
                    recognised += check.Check(line, "good line") ? 1 : 0;
                    check.Check(damaged, "damaged structure");
                }
            }
        }

        Assert.InRange(recognised, 1_000, int.MaxValue);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Line_AfterTheLearningIsUsedUp_IsJudgedAsByTheReference(int width, bool duplicates)
    {
        EngineCheck check = WornOut(width, duplicates);
        var random = new Random(width);
        foreach (byte[] line in s_lines)
        {
            check.Check(line, "worn out");
            check.CheckFramed(line, "worn out, framed");
            check.Check(SameShape.Of(line, random), "worn out, its like");
            check.Check(s_bulk[random.Next(s_bulk.Length)], "worn out, a good line");
        }

        foreach (byte[] line in s_bulk)
        {
            foreach ((string name, byte[] poison) in Poison.Of(line))
            {
                check.Check(poison, $"worn out, {name}");
                check.Check(line, $"worn out, after {name}");
            }
        }
    }

    /// <summary>Those that it learned before it was worn out are still judged as they should be.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void Line_LearnedBeforeTheLearningWasUsedUp_IsJudgedAsByTheReference(int width, bool duplicates)
    {
        foreach (byte[] line in new[] { s_bulk[0], s_bulk[^1], s_mixed[0], s_mixed[1], s_mixed[2] })
        {
            EngineCheck check = Learned(line, width, duplicates);
            WearOut(check);
            check.Check(line, "learned, then worn out");
            foreach ((string name, byte[] poison) in Poison.Of(line))
            {
                check.Check(poison, $"learned, then worn out, {name}");
                check.Check(line, $"learned, then worn out, after {name}");
            }
        }
    }

    private static EngineCheck Learned(byte[] line, int width, bool duplicates)
    {
        var check = new EngineCheck(width, duplicates);
        var random = new Random(line.Length);
        for (int i = 0; i < LinesToLearn; i++)
            check.Check(SameShape.Of(line, random), "its like");

        return check;
    }

    private static EngineCheck WornOut(int width, bool duplicates)
    {
        var check = new EngineCheck(width, duplicates);
        WearOut(check);
        return check;
    }

    private static void WearOut(EngineCheck check)
    {
        for (int i = 0; i < StrangeLinesToWearOut; i++)
            check.Check(StrangeLines.Line(i), "strange");
    }
}
