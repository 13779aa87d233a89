using AtlanEvents.Fast.Engines.Learning;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>The trees of lines share keys and values, and are the same as those that share nothing.</summary>
public sealed class ShapeReaderTests
{
    private const MessageTraits Traits = MessageTraits.MessageIsObject | MessageTraits.EntityIsObject;

    [Fact]
    public void SimilarLine_SharesKeysAndValues()
    {
        ShapeSketch first = Read("""{"a":1,"b":{"c":"x","d":true}}""")!;
        ShapeSketch second = Read("""{"a":2,"b":{"d":true,"c":"x"}}""", first)!;

        Assert.Same(first.Root.Members[0].Key, second.Root.Members[0].Key);
        Assert.NotSame(first.Root.Members[0].Value, second.Root.Members[0].Value);
        ShapeNodeMember[] known = ((ShapeObject)first.Root.Members[1].Value).Members;
        ShapeNodeMember[] shared = ((ShapeObject)second.Root.Members[1].Value).Members;
        for (int i = 0; i < known.Length; i++)
        {
            Assert.Same(known[i].Key, shared[^(i + 1)].Key);
            Assert.Same(known[i].Value, shared[^(i + 1)].Value);
        }
    }

    [Theory]
    [InlineData("""{"a":1,"b":2,"a":3}""")]
    [InlineData("""{"a":1,"b":2,"a" :3}""")]
    [InlineData("""{"a" :1,"b":2,"a":3}""")]
    [InlineData("""{"b":1,"b":2}""")]
    [InlineData("""{"x":1,"x":2}""")]
    [InlineData("""{"x":1,"x" :2}""")]
    [InlineData("""{"o":{"y":1,"z":1,"y":2}}""")]
    public void DuplicateName_IsNotLearned(string line)
    {
        Assert.Null(Read(line));
        foreach (string similar in new[] { "{}", """{"a":1,"b":2}""", """{"b":1,"a":2}""", """{"a" :1,"o":{"z":0}}""" })
            Assert.Null(Read(line, Read(similar)));
    }

    [Fact]
    public void Tree_DoesNotDependOnTheSimilarLine()
    {
        byte[][] lines = [.. TestLines.BulkDelete(30), .. TestLines.Mixed(60), .. TestLines.Cases(2_000)];
        var compiler = new ShapeCompiler();
        ShapeSketch? similar = null;
        int compared = 0;
        int merged = 0;
        foreach (byte[] line in lines.Where(IsLearnable))
        {
            ShapeSketch? shared = ShapeReader.TryRead(line, Traits, similar);
            ShapeSketch? own = ShapeReader.TryRead(line, Traits, similar: null);
            Assert.Equal(own is null, shared is null);
            if (own is null)
                continue;

            Assert.Equal(own.Kind, shared!.Kind);
            AssertEqual(new ShapeCompiler().TryCompile(own, out _)!, compiler.TryCompile(shared, out _)!);

            // The next line shares with a tree of several lines if possible.
            ShapeSketch? both = similar?.TryMerge(shared);
            merged += both is null ? 0 : 1;
            similar = both ?? shared;
            compared++;
        }

        Assert.InRange(compared, 100, lines.Length);
        Assert.InRange(merged, 10, compared);
    }

    private static bool IsLearnable(byte[] line) => LineOracle.IsWellFormed(line) && line is [(byte)'{', ..];

    private static void AssertEqual(Shape expected, Shape actual)
    {
        Assert.Equal(expected.Low, actual.Low);
        Assert.Equal(expected.Range, actual.Range);
        Assert.Equal(expected.Steps, actual.Steps);
        Assert.Equal(expected.Fields, actual.Fields);
        Assert.Equal(expected.Members, actual.Members);
        Assert.Equal(expected.Replaceables, actual.Replaceables);
        Assert.Equal(expected.Tokens, actual.Tokens);
    }

    private static ShapeSketch? Read(string line, ShapeSketch? similar = null)
        => ShapeReader.TryRead(Encoding.UTF8.GetBytes(line), Traits, similar);
}
