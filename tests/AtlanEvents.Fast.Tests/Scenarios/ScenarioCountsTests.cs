using AtlanEvents.Fast.Tests.Engines.Learning;

namespace AtlanEvents.Fast.Tests.Scenarios;

[Collection(nameof(MeasuresMemory))]
public sealed class ScenarioCountsTests
{
    private readonly ScenarioCounts _counts = new();

    [Fact]
    public void Add_UpdateOfAnInput_CountsWithLineageBeforeOrAfterIt()
    {
        Add(Update(1, time: 7), Lineage(time: 7, 1, 2), Update(2, time: 7));

        AssertUpdates(own: 0, withCreate: 0, withLineage: 2);
        Assert.Equal(1, _counts.CountOf(EventScenario.LineageCreated));
        Assert.Equal(3, _counts.Events);
    }

    [Fact]
    public void Add_UpdateAtAnotherTimeOrOfAnotherAsset_IsSeparate()
    {
        Add(Lineage(time: 7, 1, 2), Update(1, time: 8), Update(3, time: 7), Update(2, time: 6));

        AssertUpdates(own: 3, withCreate: 0, withLineage: 0);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"7\"")]
    [InlineData("7.0")]
    [InlineData("7e0")]
    [InlineData("99999999999999999999")]
    [InlineData("{}")]
    public void Add_TimeThatIsNotAnInteger_GroupsNothing(string time)
    {
        Add(LineageOf(1, time), Update(1, time));

        AssertUpdates(own: 1, withCreate: 0, withLineage: 0);
    }

    [Fact]
    public void Add_GuidsThatAreNotUuids_GroupNothing()
    {
        const string Create =
            """{"message":{"entity":{"typeName":"Process","attributes":{"inputs":[{"guid":"-1"}]}},"operationType":"ENTITY_CREATE","eventTime":7}}""";
        Add(Create, """{"message":{"entity":{"guid":"-1"},"operationType":"ENTITY_UPDATE","eventTime":7}}""");

        AssertUpdates(own: 1, withCreate: 0, withLineage: 0);
    }

    [Fact]
    public void Add_AssetNamedTwice_CountsItsUpdatesOnceAndWithLineage()
    {
        string[] events = [Create(time: 7, 1), Lineage(time: 7, 1, 2), Lineage(time: 7, 1), Update(1, time: 7), Update(2, time: 7)];
        for (int seed = 0; seed < 50; seed++)
        {
            var counts = new ScenarioCounts();
            new Random(seed).Shuffle(events);
            Add(counts, events);

            Assert.Equal(0, counts.CountOf(EventScenario.AssetUpdated));
            Assert.Equal(0, counts.UpdatesWith(EventScenario.AssetCreated));
            Assert.Equal(2, counts.UpdatesWith(EventScenario.LineageCreated));
        }
    }

    [Fact]
    public void Add_StreamDeliveredTwice_CountsEveryEventOnceEachTime()
    {
        string[] events = [Update(1, time: 7), Lineage(time: 7, 1, 2), Update(2, time: 7), Update(3, time: 7)];
        Add([.. events, .. events]);

        AssertUpdates(own: 2, withCreate: 0, withLineage: 4);
        Assert.Equal(2, _counts.CountOf(EventScenario.LineageCreated));
    }

    [Fact]
    public void Add_ExtraEventsOfNewerServers_AreSeparateUpdates()
    {
        Add(
            """{"message":{"entity":{"guid":"x"},"operationType":"ENTITY_DELETE","eventTime":7}}""",
            Update(1, time: 7),
            """{"message":{"entity":{"guid":"x"},"operationType":"BUSINESS_ATTRIBUTE_UPDATE","eventTime":7,"mutatedDetails":{"s":{"a":1}}}}""",
            Update(2, time: 7));

        AssertUpdates(own: 2, withCreate: 0, withLineage: 0);
        Assert.Equal(1, _counts.CountOf(EventScenario.CustomMetadataAdded));
        Assert.Equal(1, _counts.CountOf(EventScenario.AssetDeleted));
    }

    [Fact]
    public void Add_CreateLongAgo_IsForgotten()
    {
        Add(Lineage(time: 7, 1));
        for (int i = 0; i < 65_536; i++)
            Add(Update(1_000 + i, time: 7));

        Add(Update(1, time: 7));

        AssertUpdates(own: 65_537, withCreate: 0, withLineage: 0);
    }

    [Fact]
    public void Add_CreateNearlyLongAgo_IsRemembered()
    {
        Add(Lineage(time: 7, 1));
        for (int i = 0; i < 65_535; i++)
            Add(Update(1_000 + i, time: 7));

        Add(Update(1, time: 7));

        AssertUpdates(own: 65_535, withCreate: 0, withLineage: 1);
    }

    [Fact]
    public void Add_AMillionDistinctCreates_HoldsBoundedMemory()
    {
        const long Allowed = 16 * 1024 * 1024;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 1_000_000; i++)
            Add(Lineage(time: i, i, i + 1));

        long after = GC.GetTotalMemory(forceFullCollection: true);

        Assert.Equal(1_000_000, _counts.CountOf(EventScenario.LineageCreated));
        Assert.InRange(after - before, long.MinValue, Allowed);
    }

    private static string Update(int asset, long time) => Update(asset, $"{time}");

    private static string Update(int asset, string time)
        => $$$"""{"message":{"entity":{"guid":"{{{Guid(asset)}}}"},"operationType":"ENTITY_UPDATE","eventTime":{{{time}}}}}""";

    private static string Lineage(long time, params int[] ends) => Create("Process", "inputs", $"{time}", ends);

    private static string LineageOf(int asset, string time) => Create("Process", "outputs", time, [asset]);

    private static string Create(long time, params int[] related) => Create("Table", "columns", $"{time}", related);

    private static string Create(string type, string member, string time, int[] related)
        => $$$"""{"message":{"entity":{"typeName":"{{{type}}}","relationshipAttributes":{"{{{member}}}":[{{{string.Join(',', related.Select(asset => $$"""{"guid":"{{Guid(asset)}}"}"""))}}}]}},"operationType":"ENTITY_CREATE","eventTime":{{{time}}}}}""";

    private static string Guid(int asset) => $"{asset:x8}-5bd8-4149-81d3-447ba654dbaa";

    private void Add(params string[] events) => Add(_counts, events);

    private static void Add(ScenarioCounts counts, params string[] events)
    {
        foreach (string line in events)
        {
            Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
            counts.Add(view);
        }
    }

    private void AssertUpdates(long own, long withCreate, long withLineage)
        => Assert.Equal(
            (own, withCreate, withLineage),
            (_counts.CountOf(EventScenario.AssetUpdated), _counts.UpdatesWith(EventScenario.AssetCreated),
                _counts.UpdatesWith(EventScenario.LineageCreated)));
}
