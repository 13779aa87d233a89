using AtlanEvents.Fast.Tests.Engines.Learning;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Engines.Shapes;

/// <summary>Lines that match one shape first and another one later.</summary>
public sealed class BranchTests(ITestOutputHelper output)
{
    private const int Lessons = 6;
    private const int Streams = 1_500;
    private const int LinesOfStream = 100;

    // A short line needs padding as long as a longer line of the shape.
    private static readonly byte[] s_room = new byte[1024];

    public static TheoryData<int> Widths => [.. EngineCases.Widths];

    /// <summary>
    /// Short and long lines of one type have separate shapes. Either takes the fast path after the other, with or without optional members.
    /// </summary>
    [Theory, MemberData(nameof(Widths))]
    public void Read_AlternatingShortAndLongLines_TakeTheFastPath(int width)
    {
        LineEngine engine = EngineCheck.CreateEngine(width, false);
        string full = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"member{i}\":{i}"));
        string withoutFirst = full[(full.IndexOf(',', StringComparison.Ordinal) + 1)..];
        byte[][] lines = [.. new[] { "\"qualifiedName\":\"q\"", full, withoutFirst }.Select(
            members => (byte[])[.. Line($"{{{members}}}", "A"), .. "\n"u8, .. s_room])];

        Assert.True(Warmth.TryWarm(engine, lines));
        foreach (int next in new[] { 0, 2, 1, 0, 1, 2, 0 })
            Assert.True(engine.TryReadLine(lines[next], out _, out _), $"line {next}");
    }

    /// <summary>Numbers of either sign, integer or not, match one variable value.</summary>
    [Theory, MemberData(nameof(Widths))]
    public void Read_NumbersOfEveryKind_TakeTheFastPath(int width)
    {
        LineEngine engine = EngineCheck.CreateEngine(width, false);
        byte[][] lines = Warmth.WithRoom(new[] { "1", "-5", "0", "12.25", "-0.5e-7", "1E+2" }.Select(number => Line(number, "A")));

        Assert.True(Warmth.TryWarm(engine, lines));
        foreach (byte[] line in lines)
            Assert.True(engine.TryReadLine(line, out _, out _), Encoding.UTF8.GetString(line));
    }

    /// <summary>
    /// A line without the last members of an object continues at its brace, and only in a shape that has the brace there too.
    /// </summary>
    [Theory]
    [InlineData("""{"b":1}""", """{"b":1,"c":2}""", """{,"c":2}""")]
    [InlineData("""{ "b":1 }""", """{ "b":1 , "c":2 }""", """{  , "c":2 }""")]
    [InlineData("""{"b":1}""", """{"b":12}""", "{2}")]
    [InlineData("""{"b":"x","c":1}""", """{"b":"x","c":12}""", """{"b":"x"2}""")]
    [InlineData("""{"b":0,"c":1}""", """{"b":0,"c":12}""", """{"b":02}""")]
    [InlineData("""{"b":true,"c":1}""", """{"b":true,"c":1.5}""", """{"b":true.5}""")]
    [InlineData("""{"b":[],"c":1}""", """{"b":[],"c":1e5}""", """{"b":[]e5}""")]
    public void Read_MissingMembersThatAnotherShapeHas_EqualsTheReference(string one, string two, string evil)
    {
        foreach (int width in EngineCases.Widths)
        {
            var check = new EngineCheck(width);
            for (int i = 0; i < Lessons; i++)
            {
                check.Check(Line(two, "B"), "two");
                check.Check(Line(one, "A"), "one");
                check.Check(Line(evil, "A"), "evil, as the first");
                check.Check(Line(one, "A"), "one");
                check.Check(Line(evil, "B"), "evil, as the second");
            }

            Assert.Equal(3 * Lessons, check.Accepted);
            Assert.InRange(check.Direct, Lessons, check.Lines);
        }
    }

    /// <summary>
    /// Small lines of kinds with a common prefix, whole and cut: members that one shape lacks and another has, in every combination.
    /// </summary>
    [Theory, MemberData(nameof(Widths))]
    public void Read_LinesWithACommonPrefix_EqualsTheReference(int width)
    {
        int lines = 0;
        int accepted = 0;
        int direct = 0;
        for (int seed = 0; seed < Streams; seed++)
        {
            var source = new BranchingLines(seed);
            var check = new EngineCheck(width, seed % 2 == 0 ? true : false);
            for (int i = 0; i < LinesOfStream; i++)
                check.Check(source.Next(), $"line {i} of stream {seed}");

            lines += check.Lines;
            accepted += check.Accepted;
            direct += check.Direct;
        }

        // Otherwise the test could pass without taking the fast path, without rejecting, or by rejecting nearly all lines.
        output.WriteLine($"{lines} lines, {accepted} accepted, {direct} framed and located in one step");
        Assert.InRange(direct, lines / 5, accepted);
        Assert.InRange(accepted, lines / 2, lines - (lines / 5));
    }

    // The type comes last, so the shapes of both types are equal up to its value.
    private static byte[] Line(string value, string type)
        => Encoding.UTF8.GetBytes("{\"message\":{\"a\":" + value + ",\"entity\":{\"guid\":\"g\"},\"type\":\"" + type + "\"}}");
}
