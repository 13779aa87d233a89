namespace AtlanEvents.Fast.Tests.Segmentation;

/// <summary>Segmentation does not affect the results: every line of testdata, split at every position.</summary>
[Trait("Tier", "Slow")]
[Trait("Behaviour", "segmentation")]
public sealed class SegmentationTests
{
    private const int MaxLengthSplitOnce = 4096;
    private const int MaxLengthSplitTwice = 128;

    // Lines of the same shape before and after: a split line must not affect the next ones.
    private const int Copies = 2;
    private const int Seeds = 100;

    private static readonly EventReaderOptions s_noFaults = new() { FaultHandler = (in _) => { } };

    public static TheoryData<EngineChoice> Engines => new(EngineChoice.All);

    [Theory, MemberData(nameof(Engines))]
    public void EveryLine_SplitOnceAnywhere_IsReadAsIfWhole(EngineChoice engine)
    {
        var way = new ReadWay(engine, ReadPath.Whole);
        int places = 0;
        foreach (byte[] line in Lines(MaxLengthSplitOnce))
        {
            byte[] alone = TestLines.Join(line);
            ReadingResult expected = LineOracle.Read(alone);
            for (int cut = 0; cut <= alone.Length; cut++)
            {
                ReadOnlyMemory<byte>[] pieces = Pieces.CutAt(alone, cut);
                ReadingResult.AssertEqual(expected, way.ReadPieces(pieces, 1), $"Two reads, cut at {cut} of {Text(line)}");
                ReadingResult.AssertEqual(expected, way.ReadPieces(pieces, 2), $"One read, cut at {cut} of {Text(line)}");

                ReadOnlyMemory<byte>[] withEmpty = Pieces.CutAt(alone, cut, cut);
                ReadingResult.AssertEqual(expected, way.ReadPieces(withEmpty, 3), $"One read, an empty segment at {cut} of {Text(line)}");
                places++;
            }
        }

        Assert.InRange(places, 90_000, 1_000_000);
    }

    [Theory, MemberData(nameof(Engines))]
    public void EveryLine_SplitOnceAmongSimilarLines_IsReadAsIfWhole(EngineChoice engine)
    {
        var way = new ReadWay(engine, ReadPath.Whole);
        int known = 0;
        foreach (byte[] line in Lines(MaxLengthSplitOnce))
        {
            byte[] among = TestLines.Join(Enumerable.Repeat(line, (2 * Copies) + 1));
            if (!IsKnowable(among, engine))
                continue;

            known++;
            ReadingResult expected = LineOracle.Read(among);
            int start = Copies * (line.Length + 1);
            Warmth.WarmPool(among, engine.In(s_noFaults));
            for (int cut = 0; cut <= line.Length + 1; cut++)
            {
                ReadOnlyMemory<byte>[] pieces = Pieces.CutAt(among, start + cut);
                ReadingResult.AssertEqual(expected, way.ReadPieces(pieces, 1 + (cut % 2)), $"Warm, cut at {cut} of {Text(line)}");
            }

            Assert.True(Warmth.FastLines(among, engine.In(s_noFaults)) > 0, $"The engine has forgotten {Text(line)}");
        }

        // The reference does not learn.
        Assert.InRange(known, engine.Kind == EventEngine.Fast ? 100 : 0, engine.Kind == EventEngine.Fast ? int.MaxValue : 0);
    }

    [Theory, MemberData(nameof(Engines))]
    public void EveryShortLine_SplitTwiceAnywhere_IsReadAsIfWhole(EngineChoice engine)
    {
        var way = new ReadWay(engine, ReadPath.Whole);
        int places = 0;
        foreach (byte[] line in Lines(MaxLengthSplitTwice))
        {
            byte[] alone = TestLines.Join(line);
            ReadingResult expected = LineOracle.Read(alone);
            for (int first = 0; first <= alone.Length; first++)
            {
                for (int second = first; second <= alone.Length; second++)
                {
                    ReadOnlyMemory<byte>[] pieces = Pieces.CutAt(alone, first, second);
                    ReadingResult.AssertEqual(
                        expected, way.ReadPieces(pieces, 1 + (places % 3)), $"Cut at {first} and {second} of {Text(line)}");
                    places++;
                }
            }
        }

        Assert.InRange(places, 300_000, 3_000_000);
    }

    [Theory, MemberData(nameof(Engines))]
    public void ManyLines_FromARandomisedPipe_AreReadAsIfWhole(EngineChoice engine)
    {
        var way = new ReadWay(engine, ReadPath.Whole);
        byte[] input = TestLines.Join(Lines(MaxLengthSplitOnce));
        ReadingResult expected = LineOracle.Read(input);
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            int[] cuts = [.. Enumerable.Range(0, 1 + (seed * 100)).Select(_ => random.Next(input.Length + 1))];
            ReadingResult.AssertEqual(expected, way.ReadPieces(Pieces.CutAt(input, cuts), random), $"Seed {seed}");
        }
    }

    private static IEnumerable<byte[]> Lines(int longest)
        => [.. TestLines.Cases(longest), .. TestLines.BulkDelete(2).Where(line => line.Length <= longest), .. TestLines.Mixed(3)
            .Where(line => line.Length <= longest)];

    private static bool IsKnowable(byte[] lines, EngineChoice engine)
    {
        EngineChoice.ResetPool();
        return Warmth.FastLines(lines, engine.In(s_noFaults)) > 0;
    }

    private static string Text(byte[] line) => Encoding.Latin1.GetString(line);
}
