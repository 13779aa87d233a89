using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Testing.Lines;
using Xunit;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>What an engine keeps and what learning costs is bounded, whoever makes the lines: behaviour I4.</summary>
/// <remarks>Costs are counted in bytes that are allocated, never in time.</remarks>
[Collection(nameof(MeasuresMemory))]
public sealed class BoundedStateTests(ITestOutputHelper output)
{
    private const int StrangeLinesInAll = 200_000;

    // What an engine may keep: generous for some dozens of shapes, little beside the lines that it was given, which are 30 MB.
    private const long MostHeld = 8 * 1024 * 1024;

    // A line of the second half may cost this much on average: hardly one in a hundred is learned from any more.
    private const long MostPerLine = 64;

    // A line that is learned from may cost this much: it is compared with every shape that is known.
    private const long MostPerLesson = 2 * 1024 * 1024;

    private const int LongestToLearn = 64 * 1024;

    private static readonly string[] s_values = ["1", "\"x\"", "null", "[]", "{}", "true"];

    public static TheoryData<int> Widths => new(EngineCases.Widths);

    /// <summary>Kinds of large line: how a line of a size is made, and the smaller of the two sizes.</summary>
    public static TheoryData<string, int> LargeLines => new()
    {
        { "members of the entity", 50 }, { "members of the entity", 1_000 }, { "members of the entity", 25_000 },
        { "members of attributes", 50 }, { "members of attributes", 1_000 }, { "members of the root", 50 }, { "members of the root", 25_000 },
        { "one long key", 2_500 }, { "long keys", 10 }, { "long keys of routing", 2_500 },
        { "members, some left out", 40 }, { "members in another order", 40 }, { "members of many types", 40 },
        { "elements", 25_000 }, { "elements", 300 }, { "nested objects", 30 }, { "nested objects", 60 }, { "nested objects", 2_500 }, { "long text", 250_000 }, { "escapes", 50_000 }, { "repeated members", 2_000 },
    };

    [Theory, MemberData(nameof(Widths))]
    public void Engine_LinesOfWhichNoTwoAreAlike_KeepsABoundedHeapAndStopsAllocating(int width)
    {
        var engine = new MeasuredEngine(width);
        engine.Read(StrangeLines.Line(0));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1; i < StrangeLinesInAll / 2; i++)
            engine.Read(StrangeLines.Line(i));

        long firstHalf = engine.Allocated;
        for (int i = StrangeLinesInAll / 2; i < StrangeLinesInAll; i++)
            engine.Read(StrangeLines.Line(i));

        long secondHalf = engine.Allocated - firstHalf;
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(engine);

        output.WriteLine($"held: {held:N0}, allocated by the first half: {firstHalf:N0}, by the second: {secondHalf:N0}, fast: {engine.Fast}");
        // Pools that tests before this one filled may give memory back meanwhile, so that less is held than before.
        Assert.InRange(held, long.MinValue, MostHeld);
        Assert.InRange(secondHalf, 0, firstHalf / 4);
        Assert.InRange(secondHalf, 0, MostPerLine * (StrangeLinesInAll / 2));

        // It did try to learn: an engine that never does would show nothing here.
        Assert.InRange(firstHalf, 10_000, long.MaxValue);
    }

    /// <summary>Four times the size may cost four times as much, and as much again for there being more to learn; not sixteen times.</summary>
    [Theory, MemberData(nameof(LargeLines))]
    public void Engine_LargeLines_CostAsMuchAsTheyAreLarge(string kind, int size)
    {
        const int Reads = 40;
        const long Least = 64 * 1024;
        foreach (int width in EngineCases.Widths)
        {
            (long small, long smallBytes) = Cost(size);
            (long large, long largeBytes) = Cost(4 * size);
            output.WriteLine($"{width} bits: {smallBytes:N0} bytes cost {small:N0}; {largeBytes:N0} bytes cost {large:N0}");
            Assert.InRange(large, 0, 8 * Math.Max(small, Least));
            Assert.InRange(large, 0, Reads * MostPerLesson);

            // Nor is anything learned from what is larger than shapes: one buffer that grows is all.
            if (smallBytes > LongestToLearn)
                Assert.InRange(large, 0, 4 * largeBytes);

            (long Allocated, long BytesOfLine) Cost(int ofSize)
            {
                var engine = new MeasuredEngine(width);
                byte[] line = [];
                for (int read = 0; read < Reads; read++)
                {
                    line = Line(kind, ofSize, read);
                    engine.Read(line);
                }

                return (engine.Allocated, line.Length);
            }
        }
    }

    /// <summary>A megabyte with a hundred thousand members, good or spoilt at its very end, between lines that are known.</summary>
    [Theory, MemberData(nameof(Widths))]
    public void Engine_HugeLinesAmongKnownOnes_GivesWhatTheReferenceGives(int width)
    {
        var engine = new MeasuredEngine(width);
        byte[][] known = TestLines.BulkDelete(50);
        byte[] huge = Line("members of the entity", 100_000, 0);
        Assert.InRange(huge.Length, 1_000_000, 2_000_000);
        byte[][] others =
        [
            huge, huge[..^1], [.. huge, (byte)'}'], Line("members of the root", 100_000, 1), Line("repeated members", 100_000, 0), Line("one long key", 10_240, 0),
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(huge).Replace("\"guid\":\"g\"", "\"guid\":\"g\",\"guid\":\"h\"", StringComparison.Ordinal)),
        ];
        foreach (byte[] other in others)
        {
            foreach (byte[] line in known)
                engine.Read(line);

            engine.Read(other);
            engine.Read(other);
        }

        Assert.InRange(engine.Fast, known.Length, known.Length * others.Length);
    }

    private static byte[] Line(string kind, int size, int read)
    {
        string variable = read.ToString(CultureInfo.InvariantCulture);
        var random = new Random(read);
        return Encoding.UTF8.GetBytes(kind switch
        {
            "members of the entity" => Event($"{Members(size)},\"time\":{variable}"),
            "members of attributes" => Event($"\"attributes\":{{{Members(size)},\"qualifiedName\":\"q{variable}\"}}"),
            "members of the root" => $"{{{Members(size)},\"time\":{variable},{Event("\"a\":1")[1..]}",
            "one long key" => Event($"\"{new string('k', size)}\":{variable}"),
            "long keys" => Event(string.Join(',', Enumerable.Range(0, size).Select(i => $"\"{new string('k', 10_240)}{i}\":{variable}"))),
            "long keys of routing" => Event($"\"typeName{new string('x', size)}\":\"a\",\"gu{new string('i', size)}d\":{variable}"),
            "members, some left out" => Event(string.Join(',', Enumerable.Range(0, size).Where(_ => random.Next(3) > 0).Select(i => $"\"key{i}\":{read}").DefaultIfEmpty("\"a\":1"))),
            "members in another order" => Event(string.Join(',', Shuffled(size, random))),
            "members of many types" => Event(string.Join(',', Enumerable.Range(0, size).Select(i => $"\"key{i}\":{s_values[random.Next(s_values.Length)]}"))),
            "elements" => Event($"\"list\":[{string.Join(',', Enumerable.Repeat("1,\"a\",{}", size))}],\"time\":{variable}"),
            "nested objects" => Event(string.Join(',', Enumerable.Range(0, size).Select(i => $"\"o{i}\":{{\"a\":{{\"b{i}\":{{\"c\":{variable}}}}}}}"))),
            "long text" => Event($"\"text\":\"{new string('t', size)}{variable}\""),
            "escapes" => Event($"\"text\":\"{string.Concat(Enumerable.Repeat("\\u00e9\\\\\\\"", size))}{variable}\""),
            _ => Event(string.Join(',', Enumerable.Range(0, size).Select(i => $"\"same\":{variable}{i}"))),
        });
    }

    private static string Event(string entity)
        => "{\"message\":{\"type\":\"ENTITY_NOTIFICATION_V2\",\"entity\":{\"typeName\":\"T\"," + entity + ",\"guid\":\"g\"},\"operationType\":\"ENTITY_DELETE\"}}";

    private static string Members(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"key{i}\":{i % 10}"));

    private static string[] Shuffled(int count, Random random)
    {
        string[] members = [.. Enumerable.Range(0, count).Select(i => $"\"key{i}\":1")];
        random.Shuffle(members);
        return members;
    }
}
