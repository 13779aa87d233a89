using AtlanEvents.Fast.Engines.Learning;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>Two lines are merged into an object that has the members of both, in an order that fits both.</summary>
public sealed class ShapeMergerTests
{
    [Theory]
    [InlineData("abc", "ac", "abc")]
    [InlineData("ac", "abc", "abc")]
    [InlineData("ac", "bc", "bac")]
    [InlineData("bc", "ab", "abc")]
    [InlineData("ad", "abcd", "abcd")]
    [InlineData("ab", "cd", "cdab")]
    [InlineData("", "ab", "ab")]
    [InlineData("ab", "", "ab")]
    public void Members_AreInAnOrderThatFitsBothLines(string first, string second, string merged)
        => Assert.Equal(merged, Names(Merge(Object(first), Object(second))));

    // The place of c before a was a guess, which the third line corrects.
    [Fact]
    public void Guess_IsCorrectedByALaterLine()
    {
        ShapeObject guess = Merge(Object("ab"), Object("cd"))!;
        Assert.Equal("abcd", Names(Merge(guess, Object("bc"))));
    }

    [Theory]
    [InlineData("ab", "ba")]
    [InlineData("abc", "cab")]
    public void DifferentOrders_AreNotMerged(string first, string second) => Assert.Null(Merge(Object(first), Object(second)));

    [Fact]
    public void CircleOverThreeLines_IsNotMerged()
    {
        ShapeObject known = Merge(Merge(Object("ab"), Object("bc"))!, Object("cd"))!;
        Assert.Equal("abcd", Names(known));
        Assert.Null(Merge(known, Object("da")));
    }

    [Fact]
    public void OtherWhiteSpace_IsNotMerged() => Assert.Null(Merge(Read("""{"a":1,"b":2}"""), Read("""{"a":1,"b" :2}""")));

    private static ShapeObject? Merge(ShapeObject known, ShapeObject other) => ShapeMerger.TryMergeObjects(known, other);

    private static ShapeObject Object(string names) => Read($"{{{string.Join(',', names.Select(name => $"\"{name}\":1"))}}}");

    private static ShapeObject Read(string line)
        => ShapeReader.TryRead(Encoding.UTF8.GetBytes(line), MessageTraits.None, similar: null)!.Root;

    private static string? Names(ShapeObject? merged)
        => merged is null ? null : string.Concat(merged.Members.Select(member => (char)member.Key.Text[1]));
}
