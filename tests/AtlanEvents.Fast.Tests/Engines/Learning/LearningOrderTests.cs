using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>What an engine read before does not affect its results: each line after each history that matters to learning.</summary>
public sealed class LearningOrderTests(ITestOutputHelper output)
{
    private const int MaxLineLength = 2_500;
    private const int LinesToLearn = 12;

    // More than the learning budget of an engine.
    private const int StrangeLinesToWearOut = 3_000;

    private static readonly byte[][] s_bulk = TestLines.BulkDelete(400)[380..];
    private static readonly byte[][] s_mixed = TestLines.Mixed(60);
    private static readonly byte[][] s_lines =
        [.. TestLines.Cases(MaxLineLength), .. s_bulk, .. s_mixed.Where(line => line.Length <= MaxLineLength)];

    public static TheoryData<int, bool> Cases => EngineCases.WidthsAndPolicies;

    [Fact]
    public void Lines_AreMany() => Assert.InRange(s_lines.Length, 300, 2_000);

    [Theory, MemberData(nameof(Cases))]
    public void Line_WithANewEngine_EqualsTheReference(int width, bool duplicates)
    {
        foreach (byte[] line in s_lines)
        {
            // As the first line of an engine, in memory and framed.
            Assert.False(new EngineCheck(width, duplicates).Check(line, "cold"));
            new EngineCheck(width, duplicates).CheckFramed(line, "cold, framed");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Line_AfterManyOfItsShape_EqualsTheReference(int width, bool duplicates)
    {
        int direct = 0;
        int fast = 0;
        foreach (byte[] line in s_lines)
        {
            EngineCheck check = Learned(line, width, duplicates);
            direct += check.Check(line, "warm") ? 1 : 0;
            int fastBefore = check.Fast;
            check.CheckFramed(line, "warm, framed");
            fast += check.Fast - fastBefore;
        }

        // Otherwise the test could pass without learning.
        output.WriteLine($"{s_lines.Length} lines, {fast} fast, {direct} framed and located in one step");
        Assert.InRange(direct, s_bulk.Length + 60, s_lines.Length);
        Assert.InRange(fast, s_bulk.Length + 60, s_lines.Length);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Line_AfterAMismatch_EqualsTheReference(int width, bool duplicates)
    {
        byte[][] misses = [s_bulk[0], s_mixed[3], StrangeLines.Line(1), "{}"u8.ToArray(), "nonsense"u8.ToArray(),
            "{\"message\":{\"entity\":{\"guid\":\"g\"}}}"u8.ToArray()];
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
    public void Line_AfterPoison_EqualsTheReference(int width, bool duplicates)
    {
        int direct = 0;
        int poisoned = 0;
        foreach (byte[] line in s_lines)
        {
            EngineCheck check = Learned(line, width, duplicates);
            foreach ((string name, byte[] poison) in Poison.Of(line))
            {
                poisoned++;
                check.Check(poison, name);
                direct += check.Check(line, $"after {name}") ? 1 : 0;
            }

            // The engine may have learned from poisoned lines, and must not accept others because of that.
            foreach ((string name, byte[] poison) in Poison.Of(line))
            {
                check.CheckFramed(poison, $"{name}, again");
                check.Check(poison, $"{name}, again");
            }

            check.Check(line, "after all poison");
        }

        output.WriteLine($"{poisoned} poisoned lines, {direct} fast-path lines directly afterwards");
        Assert.InRange(direct, 500, poisoned);
    }

    /// <summary>
    /// An engine learns that members are optional. Then each comma and bracket of the lines is removed, doubled, or followed by a comma,
    /// with a valid line before each so that the engine keeps learning.
    /// </summary>
    [Theory, MemberData(nameof(Cases))]
    public void Line_WithOptionalMembers_EqualsTheReference(int width, bool duplicates)
    {
        int direct = 0;
        foreach (byte[] model in new[] { s_bulk[0],
            "{\"message\":{\"entity\":{\"guid\":\"g\",\"a\":1,\"attributes\":{\"qualifiedName\":\"q\",\"b\":2},\"c\":3},\"d\":4},\"e\":5}"u8.ToArray() })
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
                    direct += check.Check(line, "good line") ? 1 : 0;
                    check.Check(damaged, "damaged structure");
                }
            }
        }

        Assert.InRange(direct, 1_000, int.MaxValue);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Line_AfterTheBudgetIsUsedUp_EqualsTheReference(int width, bool duplicates)
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

    /// <summary>Lines that were learned before the budget was used up still have the correct results.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void Line_LearnedBeforeTheBudgetWasUsedUp_EqualsTheReference(int width, bool duplicates)
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

    [Fact]
    public void Lines_AfterManyThatTeachNothing_AreLearned()
    {
        LineEngine engine = EngineCheck.CreateEngine(vectorBits: 128);
        byte[][] strange = [.. Enumerable.Range(0, StrangeLinesToWearOut).Select(i => StrangeLines.Line(i))];
        for (int i = 0; i < 10_000; i++)
            engine.Locate(strange[i % strange.Length], out _);

        int fast = 0;
        for (int round = 0; round < 2_500; round++)
            fast = s_mixed.Count(IsFast);

        Assert.InRange(fast, s_mixed.Length / 2, s_mixed.Length);

        bool IsFast(byte[] line)
            => engine.Locate(line, out LocatedLine located) == LineFaultReason.None && located.Path == LinePath.Fast;
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
