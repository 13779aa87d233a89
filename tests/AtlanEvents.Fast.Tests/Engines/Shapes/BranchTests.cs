using System.Text;
using AtlanEvents.Fast.Testing.Engines;
using AtlanEvents.Fast.Tests.Engines.Learning;
using Xunit;

namespace AtlanEvents.Fast.Tests.Engines.Shapes;

/// <summary>Lines that are read half as one shape and half as another.</summary>
public sealed class BranchTests
{
    private const int Lessons = 6;

    /// <summary>A line that lacks the last members of an object goes on at its brace, and there only in a shape that has the brace too.</summary>
    [Theory]
    [InlineData("""{"b":1}""", """{"b":1,"c":2}""", """{,"c":2}""")]
    [InlineData("""{ "b":1 }""", """{ "b":1 , "c":2 }""", """{  , "c":2 }""")]
    [InlineData("""{"b":1}""", """{"b":12}""", "{2}")]
    [InlineData("""{"b":"x","c":1}""", """{"b":"x","c":12}""", """{"b":"x"2}""")]
    [InlineData("""{"b":0,"c":1}""", """{"b":0,"c":12}""", """{"b":02}""")]
    [InlineData("""{"b":true,"c":1}""", """{"b":true,"c":1.5}""", """{"b":true.5}""")]
    [InlineData("""{"b":[],"c":1}""", """{"b":[],"c":1e5}""", """{"b":[]e5}""")]
    public void Read_MembersMissingWhereAnotherShapeHasMore_GivesWhatTheReferenceGives(string one, string two, string evil)
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
            Assert.InRange(check.Recognised, Lessons, check.Lines);
        }
    }

    // The type comes last, so that the shapes of both types are the same up to the value.
    private static byte[] Line(string value, string type)
        => Encoding.UTF8.GetBytes("{\"message\":{\"a\":" + value + ",\"entity\":{\"guid\":\"g\"},\"type\":\"" + type + "\"}}");
}
