using System.Globalization;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>The memory of an engine and the cost of learning are bounded for any input.</summary>
/// <remarks>Costs are measured as allocated bytes, not as time.</remarks>
[Collection(nameof(MeasuresMemory))]
public sealed class BoundedStateTests(ITestOutputHelper output)
{
    private const int StrangeLinesInAll = 200_000;

    // The limit of the heap of an engine: generous for some dozens of shapes, small compared with the 30 MB of lines.
    private const long MaxHeldBytes = 8 * 1024 * 1024;

    // The limit of the average allocation per line in the second half, where hardly one line in a hundred is still learned.
    private const long MaxBytesPerLine = 64;

    // The limit of the allocation for a line that is learned, which is compared with every known shape.
    private const long MaxBytesPerLearnedLine = 2 * 1024 * 1024;

    private const int MaxLearnedLength = 64 * 1024;

    private static readonly string[] s_values = ["1", "\"x\"", "null", "[]", "{}", "true"];

    public static TheoryData<int> Widths => new(EngineCases.Widths);

    /// <summary>Kinds of large lines: a factory for lines of a given size, and the smaller of two sizes.</summary>
    public static TheoryData<string, int> LargeLines => new()
    {
        { "members of the entity", 50 }, { "members of the entity", 1_000 }, { "members of the entity", 25_000 },
        { "members of attributes", 50 }, { "members of attributes", 1_000 }, { "members of the root", 50 },
            { "members of the root", 25_000 },
        { "one long key", 2_500 }, { "long keys", 10 }, { "long keys of routing", 2_500 },
        { "members, some left out", 40 }, { "members in another order", 40 }, { "members of many types", 40 },
        { "elements", 25_000 }, { "elements", 300 }, { "nested objects", 30 }, { "nested objects", 60 }, { "nested objects", 2_500 },
            { "long text", 250_000 }, { "escapes", 50_000 }, { "repeated members", 2_000 },
    };

    [Theory(Skip = MeasuredEngine.SkipReason), MemberData(nameof(Widths))]
    public void Engine_LinesOfDifferentShapes_KeepsABoundedHeapAndStopsAllocating(int width)
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

        output.WriteLine(
            $"held: {held:N0}, allocated by the first half: {firstHalf:N0}, by the second: {secondHalf:N0}, fast: {engine.Fast}");
        // Pools filled by earlier tests may release memory during this test, so the heap may shrink.
        Assert.InRange(held, long.MinValue, MaxHeldBytes);
        Assert.InRange(secondHalf, 0, MaxBytesPerLine * (StrangeLinesInAll / 2));

        // The engine must have tried to learn; otherwise the test would be trivial.
        Assert.InRange(firstHalf, 10_000, long.MaxValue);
    }

    /// <summary>
    /// Lines of four times the size may cost up to eight times as much, because there is more to learn; not sixteen times.
    /// </summary>
    [Theory(Skip = MeasuredEngine.SkipReason), MemberData(nameof(LargeLines))]
    public void Engine_LargeLines_CostIsProportionalToTheirSize(string kind, int size)
    {
        const int Reads = 40;
        const long Least = 64 * 1024;
        foreach (int width in EngineCases.Widths)
        {
            (long small, long smallBytes) = Cost(size);
            (long large, long largeBytes) = Cost(4 * size);
            output.WriteLine($"{width} bits: {smallBytes:N0} bytes cost {small:N0}; {largeBytes:N0} bytes cost {large:N0}");
            Assert.InRange(large, 0, 8 * Math.Max(small, Least));
            Assert.InRange(large, 0, Reads * MaxBytesPerLearnedLine);

            // Lines over the size limit of shapes are not learned; only one buffer grows.
            if (smallBytes > MaxLearnedLength)
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

    /// <summary>A line of a megabyte with a hundred thousand members, valid or invalid at its end, between known lines.</summary>
    [Theory, MemberData(nameof(Widths))]
    public void Engine_HugeLinesAmongKnownOnes_EqualsTheReference(int width)
    {
        var engine = new MeasuredEngine(width);
        byte[][] known = TestLines.BulkDelete(50);
        byte[] huge = Line("members of the entity", 100_000, 0);
        Assert.InRange(huge.Length, 1_000_000, 2_000_000);
        byte[][] others =
        [
            huge, huge[..^1], [.. huge, (byte)'}'], Line("members of the root", 100_000, 1), Line("repeated members", 100_000, 0),
                Line("one long key", 10_240, 0),
            Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(huge).Replace("\"guid\":\"g\"", "\"guid\":\"g\",\"guid\":\"h\"", StringComparison.Ordinal)),
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
        => "{\"message\":{\"type\":\"ENTITY_NOTIFICATION_V2\",\"entity\":{\"typeName\":\"T\"," + entity
            + ",\"guid\":\"g\"},\"operationType\":\"ENTITY_DELETE\"}}";

    private static string Members(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"key{i}\":{i % 10}"));

    private static string[] Shuffled(int count, Random random)
    {
        string[] members = [.. Enumerable.Range(0, count).Select(i => $"\"key{i}\":1")];
        random.Shuffle(members);
        return members;
    }
}
