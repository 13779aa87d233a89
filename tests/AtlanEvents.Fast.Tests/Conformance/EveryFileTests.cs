using AtlanEvents.Fast.Testing.Engines;
using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Oracle;
using AtlanEvents.Fast.Testing.Reading;
using Xunit;

namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>
/// Every file of every corpus, alone and in each place of an event: the verdict is that of Utf8JsonReader and a strict UTF-8
/// decoder, the fields are those of JsonDocument.
/// </summary>
public sealed class EveryFileTests
{
    // Longer ones are not cut everywhere, and not read a byte at a time.
    private const int MaxCutLength = 600;

    public static TheoryData<Placement> Placements => new(Enum.GetValues<Placement>());

    [CorpusTheory, MemberData(nameof(Placements))]
    public void EveryFile_InEveryPlace_IsReadAsTheOracleReadsIt(Placement placement)
    {
        byte[][] good = placement.GoodLines();
        int files = 0;
        foreach ((string name, byte[] bytes) in Corpora.Files())
        {
            // A newline in front keeps a mark at the start from being the input's.
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
    public void EveryFile_AsOneValueInMemory_IsJudgedAsByTheOracle(Placement placement)
    {
        // Newlines and all: in memory they are space between tokens, or rejected within a string.
        foreach ((string name, byte[] bytes) in Corpora.Files())
        {
            byte[] value = placement.Place(bytes);
            byte[] withoutMark = value.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? value[3..] : value;
            (LineVerdict expected, EventFields? fields) = LineOracle.Judge(withoutMark);
            foreach (EngineChoice engine in EngineChoice.All)
            {
                LineVerdict verdict = EventParser.Parse(value, out EventView view, engine.In());
                Assert.True(expected == verdict, $"{name}, {placement}, {engine}: {verdict} instead of {expected}");
                Assert.Equal(fields?.Guid, view.Guid.ToStringOrNull());
                Assert.Equal(fields?.QualifiedName, view.QualifiedName.ToStringOrNull());
            }
        }
    }

    [CorpusTheory, MemberData(nameof(Placements))]
    public void EveryFile_ByAnEngineThatKnowsTheShape_IsReadAsByTheReference(Placement placement)
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

            // Many good lines at least are recognised, so the shape is known when a file's bytes come. Scalars by themselves are not learned.
            Assert.InRange(values, 300, 100_000);
            Assert.InRange(check.Recognised, placement == Placement.ByItself ? 0 : 250, check.Lines);
        }
    }
}
