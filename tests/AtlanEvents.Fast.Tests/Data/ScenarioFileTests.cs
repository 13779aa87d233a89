namespace AtlanEvents.Fast.Tests.Data;

/// <summary>
/// Every stream in testdata/scenarios has the scenarios in the file <c>.expected</c> beside it, in both spellings and any order.
/// </summary>
public sealed class ScenarioFileTests
{
    private const string WithCreate = " with ";

    private static readonly string[] s_spellings = [".ndjson", ".reserialised.ndjson"];

    public static TheoryData<string, string> Streams
    {
        get
        {
            var streams = new TheoryData<string, string>();
            foreach (string stream in Names)
            {
                foreach (string spelling in s_spellings)
                    streams.Add(stream, spelling);
            }

            return streams;
        }
    }

    private static string[] Names
        => [.. Directory.GetFiles(Folder, "*.expected").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    private static string Folder => Repository.PathOf("testdata", "scenarios");

    [Fact]
    public void Streams_CoverEveryDocumentedScenario()
    {
        string[] documented =
        [
            "asset-created", "asset-updated", "asset-deleted", "custom-metadata-added", "custom-metadata-removed",
            "asset-tagged", "asset-untagged", "lineage-created",
        ];
        Assert.Subset(Names.ToHashSet(), documented.ToHashSet());
    }

    [Theory, MemberData(nameof(Streams))]
    public void Classify_EachEvent_HasTheExpectedScenario(string stream, string spelling)
    {
        string[] expected = [.. Expected(stream).Select(line => line.Split(WithCreate)[0])];

        Assert.Equal(expected, Lines(stream, spelling).Select(Classify));
    }

    [Theory, MemberData(nameof(Streams))]
    public void ScenarioCounts_InAnyOrder_FindsTheUpdatesOfACreate(string stream, string spelling)
    {
        string[] expected = Expected(stream);
        byte[][] lines = Lines(stream, spelling);
        for (int seed = 0; seed < 20; seed++)
        {
            if (seed > 0)
                new Random(seed).Shuffle(lines);

            var counts = new ScenarioCounts();
            foreach (byte[] line in lines)
            {
                Assert.True(EventParser.TryParse(line, out EventView view));
                counts.Add(view);
            }

            Assert.Equal(lines.Length, counts.Events);
            Assert.Equal(expected.Count(line => line.EndsWith(" with LineageCreated", StringComparison.Ordinal)),
                counts.UpdatesWith(EventScenario.LineageCreated));
            Assert.Equal(expected.Count(line => line.EndsWith(" with AssetCreated", StringComparison.Ordinal)),
                counts.UpdatesWith(EventScenario.AssetCreated));
            foreach (EventScenario scenario in Enum.GetValues<EventScenario>())
            {
                int count = expected.Count(
                    line => line == scenario.ToString() || line.StartsWith($"{scenario}(", StringComparison.Ordinal));
                Assert.Equal(count, counts.CountOf(scenario));
            }

            foreach (TagOrigin origin in Enum.GetValues<TagOrigin>())
            {
                Assert.Equal(expected.Count(line => line == $"AssetTagged({origin})"), counts.CountOf(EventScenario.AssetTagged, origin));
                Assert.Equal(
                    expected.Count(line => line == $"AssetUntagged({origin})"), counts.CountOf(EventScenario.AssetUntagged, origin));
            }
        }
    }

    private static string Classify(byte[] line)
    {
        Assert.True(EventParser.TryParse(line, out EventView view));
        return EventScenarios.Classify(view).ToString();
    }

    private static string[] Expected(string stream) => File.ReadAllLines(Path.Combine(Folder, stream + ".expected"));

    private static byte[][] Lines(string stream, string spelling)
        => [.. TestLines.Split(File.ReadAllBytes(Path.Combine(Folder, stream + spelling)))];
}
