namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>
/// Every file of every corpus, alone and in each place of an event. The verdict equals that of Utf8JsonReader and a strict UTF-8 decoder,
/// the fields equal those of JsonDocument.
/// </summary>
public sealed class EveryFileTests
{
    // Longer files are not split everywhere, and not read byte by byte.
    private const int MaxCutLength = 600;

    public static TheoryData<Placement> Placements => new(Enum.GetValues<Placement>());

    [CorpusTheory, MemberData(nameof(Placements))]
    public void EveryFile_InEveryPlace_HasTheResultOfTheOracle(Placement placement)
    {
        byte[][] good = placement.GoodLines();
        int files = 0;
        foreach ((string name, byte[] bytes) in Corpora.Files())
        {
            // The newline before keeps a byte order mark from being that of the input.
            byte[] alone = [(byte)'\n', .. placement.Place(bytes), (byte)'\n'];
            byte[] among = [.. TestLines.Join(good), .. alone, .. TestLines.Join(good)];
            ReadingResult expectedAlone = LineOracle.Read(alone);
            ReadingResult expectedAmong = LineOracle.Read(among);
            foreach (ReadWay way in ReadWay.All)
            {
                bool isWhole = way.Path is ReadPath.Parse or ReadPath.Enumerate or ReadPath.Stream or ReadPath.Whole;
                if (isWhole)
                    ReadingResult.AssertEqual(expectedAmong, way.Read(among), $"{name}, {placement}, {way}");
                else if (alone.Length <= MaxCutLength)
                    ReadingResult.AssertEqual(expectedAlone, way.Read(alone), $"{name}, {placement}, {way}");
            }

            files++;
        }

        Assert.InRange(files, 300, 10_000);
    }

    [CorpusTheory, MemberData(nameof(Placements))]
    public void EveryFile_AsOneValueInMemory_HasTheVerdictOfTheOracle(Placement placement)
    {
        // In memory, newlines are white space between tokens, and rejected in a string.
        foreach ((string name, byte[] bytes) in Corpora.Files())
        {
            byte[] value = placement.Place(bytes);
            byte[] withoutMark = value.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? value[3..] : value;
            (LineVerdict expected, EventFields? fields) = LineOracle.Judge(withoutMark);
            foreach (EngineChoice engine in EngineChoice.All)
            {
                LineVerdict verdict = Parsing.Parse(value, out EventView view, engine.In());
                Assert.True(expected == verdict, $"{name}, {placement}, {engine}: {verdict} instead of {expected}");
                Assert.Equal(fields?.Guid, view.Guid.ToStringOrNull());
                Assert.Equal(fields?.QualifiedName, view.QualifiedName.ToStringOrNull());
            }
        }
    }

    [CorpusTheory, MemberData(nameof(Placements))]
    public void EveryFile_WithAWarmEngine_HasTheResultOfTheReference(Placement placement)
    {
        foreach (EngineChoice engine in EngineChoice.EveryWidth)
        {
            var check = new EngineCheck(engine.VectorBits);
            byte[][] good = placement.GoodLines();
            int values = 0;
            foreach ((string name, byte[] bytes) in Corpora.Files())
            {
                foreach (byte[] line in good)
                    check.Check(line);

                foreach (InputLine line in InputLine.Split(placement.Place(bytes)))
                {
                    check.Check(line.Bytes, name);
                    check.CheckFramed(line.Bytes, name);
                    values++;
                }
            }

            // Many lines take the fast path, so the shape is learned before the bytes of a file are read. Single scalars are not
            // learned.
            Assert.InRange(values, 300, 100_000);
            Assert.InRange(check.Direct, placement == Placement.ByItself ? 0 : 200, check.Lines);
        }
    }
}
