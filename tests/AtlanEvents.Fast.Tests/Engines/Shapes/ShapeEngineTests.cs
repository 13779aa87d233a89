using System.IO.Compression;
using AtlanEvents.Fast.Engines.Utf8Json;
using AtlanEvents.Fast.Testing.Mutation;

namespace AtlanEvents.Fast.Tests.Engines.Shapes;

/// <summary>The fast engine equals the reference at every vector width, whatever it has learned.</summary>
public sealed class ShapeEngineTests
{
    private const int Mutations = 20_000;

    // The bytes after a line must not affect it.
    private static readonly byte[] s_suffix = [.. "\n{\"message\":{\"entity\":{}}}\n"u8, .. new byte[200]];

    private static readonly byte[][] s_bulk = Lines("bulk-delete.ndjson.gz", 2_000);
    private static readonly byte[][] s_mixed = Lines("mixed.ndjson.gz", 500);

    public static TheoryData<string, int> Cases =>
        new() { { "128", 1 }, { "128", 2 }, { "256", 1 }, { "256", 2 }, { "512", 1 }, { "512", 2 } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_MutatedLinesAmongValidOnes_EqualsTheReference(string width, int seed)
    {
        LineEngine engine = Create(width, false);
        var reference = new Utf8JsonEngine(false);
        var mutator = new LineMutator(new Random(seed));
        var random = new Random(seed);
        int accepted = 0;
        int direct = 0;
        foreach (byte[] line in s_mixed.Concat(s_bulk))
            direct += Check(engine, reference, line, ref accepted);

        for (int i = 0; i < Mutations; i++)
        {
            byte[][] stream = random.Next(2) == 0 ? s_bulk : s_mixed;
            byte[] line = stream[random.Next(stream.Length)];
            direct += Check(engine, reference, line, ref accepted);
            direct += Check(engine, reference, mutator.MutateLine(line), ref accepted);
        }

        // Otherwise the test could pass without taking the fast path, or without rejecting.
        Assert.InRange(direct, Mutations / 4, (2 * Mutations) + 2_500);
        Assert.InRange(accepted, Mutations, (2 * Mutations) - (Mutations / 4) + 2_500);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_EveryCutOfALine_EqualsTheReference(string width, int seed)
    {
        LineEngine engine = Create(width, true);
        var reference = new Utf8JsonEngine(true);
        int accepted = 0;
        byte[][] lines = seed == 1 ? s_bulk : s_mixed;
        foreach (byte[] line in lines.Take(300))
            Check(engine, reference, line, ref accepted);

        byte[] cut = lines[299];
        for (int length = 1; length < cut.Length; length++)
        {
            Check(engine, reference, cut[..length], ref accepted);
            Check(engine, reference, cut, ref accepted);
        }
    }

    /// <summary>Contradicting shapes, such as the same keys in another order, do not confuse the engine.</summary>
    [Theory]
    [InlineData("128")]
    [InlineData("256")]
    [InlineData("512")]
    public void Read_ContradictingShapes_EqualsTheReference(string width)
    {
        LineEngine engine = Create(width, false);
        var reference = new Utf8JsonEngine(false);
        var random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string[] members = ["\"typeName\":\"T\"", "\"guid\":\"g\"", $"\"a{random.Next(6)}\":{random.Next(12)}",
                "\"attributes\":{\"qualifiedName\":\"q\"}", "\"x\":[1]", "\"guid\":\"h\""];
            random.Shuffle(members);
            string entity = string.Join(',', members.Take(random.Next(1, members.Length + 1)));
            string line = "{\"message\":{\"entity\":{" + entity + "},\"operationType\":\"ENTITY_DELETE\"}}";
            Check(engine, reference, System.Text.Encoding.UTF8.GetBytes(line), ref accepted);
        }

        Assert.InRange(accepted, 5_000, 19_000);
    }

    /// <summary>A key with different white space is learned as one key.</summary>
    [Fact]
    public void Read_KeysThatDifferInWhiteSpace_AreOneKey()
    {
        LineEngine engine = Create("256", false);
        var reference = new Utf8JsonEngine(false);
        int accepted = 0;
        for (int i = 0; i < 50; i++)
        {
            Check(engine, reference, Line($"\"guid\":\"a{i}\""), ref accepted);
            Check(engine, reference, Line($"\"guid\" :\"b{i}\""), ref accepted);
            Check(engine, reference, Line($"\"guid\":\"a{i}\",\"guid\" :\"b\""), ref accepted);
            Check(engine, reference, Line($"\"guid\" :\"a{i}\",\"guid\":\"b\""), ref accepted);
        }

        Assert.Equal(100, accepted);

        static byte[] Line(string guid)
            => System.Text.Encoding.UTF8.GetBytes(
                "{\"message\":{\"entity\":{\"typeName\":\"T\"," + guid + "},\"operationType\":\"ENTITY_DELETE\"}}");
    }

    /// <summary>A container in the place of a variable value may not contain a newline, which ends the line.</summary>
    [Fact]
    public void Read_NewlineInsideAContainer_EndsTheLine()
    {
        var options = new EventReaderOptions { Engine = EventEngine.Fast, FaultHandler = (in LineFault _) => { } };
        byte[] input =
            [.. Entity("\"x\":[1]"), .. Entity("\"x\":[2]"), .. Entity("\"x\":[2,\n3]"), .. Entity("\"x\":[4]"), .. new byte[200]];
        using EventEnumerator events = EventParser.Enumerate(input, options);
        while (events.MoveNext())
            Assert.False(events.Current.Line.Contains((byte)'\n'));

        Assert.Equal(3, events.Counts.Events);
    }

    /// <summary>Attributes are never learned as a variable value, because they are on the path to a field.</summary>
    [Fact]
    public void Read_AttributesOfSeveralKinds_AreNeverAVariableValue()
    {
        LineEngine engine = Create("256", false);
        var reference = new Utf8JsonEngine(false);
        int accepted = 0;
        foreach (string value in new[] { "null", "[]", "1", "null", "{\"qualifiedName\":\"q\"}",
            "{\"qualifiedName\":\"q\",\"qualifiedName\":\"r\"}", "{}", "[]" })
            Check(engine, reference, Entity($"\"attributes\":{value}")[..^1], ref accepted);

        Assert.Equal(7, accepted);
    }

    /// <summary>Parsing a pretty-printed body does not affect the framing of streams.</summary>
    [Fact]
    public void Enumerate_AfterParsingPrettyPrintedBodies_StillReadsLines()
    {
        byte[] pretty =
            [.. System.Text.Encoding.UTF8.GetString(Entity("\"x\":1")).Replace(",", ",\n", StringComparison.Ordinal).Select(c => (byte)c)];
        var options = new EventReaderOptions { Engine = EventEngine.Fast, EnginePool = new EventEnginePool() };
        for (int i = 0; i < 5; i++)
            Assert.Equal(LineOutcome.Event, Parsing.Parse(pretty, out _, options).Outcome);

        Parsing.Release();
        EventReaderOptions faults = options with { FaultHandler = (in LineFault _) => { } };
        using EventEnumerator events = EventParser.Enumerate([.. pretty, .. new byte[200]], faults);

        Assert.False(events.MoveNext());
    }

    [Fact]
    public void Parse_AfterInvalidOptions_StillWorks()
    {
        var options = new EventReaderOptions { Engine = EventEngine.Fast };
        Parsing.Parse("{}"u8, out _, options);
        Assert.Throws<ArgumentException>(() => Parsing.Parse("{}"u8, out _, new EventReaderOptions { Engine = (EventEngine)99 }));

        Assert.Equal(LineOutcome.NotRoutable, Parsing.Parse("{}"u8, out _, options).Outcome);
    }

    private static byte[] Entity(string member)
        => System.Text.Encoding.UTF8.GetBytes(
            "{\"message\":{\"entity\":{\"typeName\":\"T\"," + member + "},\"operationType\":\"ENTITY_DELETE\"}}\n");

    /// <summary>Reads a line with both engines and compares. Returns whether the engine framed and located it in one step.</summary>
    private static int Check(LineEngine engine, Utf8JsonEngine reference, byte[] line, ref int accepted)
    {
        if (line.AsSpan().IndexOfAnyExcept(" \t\r"u8) < 0)
            return 0;

        // The framer trims one CR from the end of a line.
        byte[] framed = line[^1] == (byte)'\r' ? line[..^1] : line;
        LineFaultReason expectedReason = reference.Locate(framed, out LocatedLine expected);
        bool isDirect = engine.TryReadLine([.. line, .. s_suffix], out int length, out LocatedLine located);
        LineFaultReason reason = LineFaultReason.None;
        if (isDirect)
            Assert.Equal(framed.Length, length);
        else
            reason = engine.Locate(framed, out located);

        if (expectedReason != reason || !AreEqual(expected, located))
            Assert.Fail($"Reference {expectedReason}, engine {reason} for {System.Text.Encoding.Latin1.GetString(line)}");

        accepted += reason == LineFaultReason.None ? 1 : 0;
        return isDirect ? 1 : 0;
    }

    private static bool AreEqual(LocatedLine one, LocatedLine two)
    {
        for (int i = 0; i < (int)Field.Count; i++)
        {
            if (one.Fields[i].Form != two.Fields[i].Form || one.Fields[i].Start != two.Fields[i].Start
                || one.Fields[i].Length != two.Fields[i].Length)
                return false;
        }

        return one.Traits == two.Traits;
    }

    private static LineEngine Create(string width, bool allowDuplicateFields)
        => EngineCheck.CreateEngine(int.Parse(width, System.Globalization.CultureInfo.InvariantCulture), allowDuplicateFields);

    private static byte[][] Lines(string name, int count)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Repository.PathOf("testdata", name)), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(count)
            .Select(System.Text.Encoding.UTF8.GetBytes)];
    }
}
