namespace AtlanEvents.Fast.Tests.Scenarios;

public sealed class EventScenariosTests
{
    private static readonly EventReaderOptions s_lastWins = new() { AllowDuplicateFields = true };

    [Fact]
    public void Classify_EmptyView_IsOther() => Assert.Equal(new ScenarioVerdict(EventScenario.Other), EventScenarios.Classify(default));

    [Theory]
    [InlineData("ENTITY_CREATE", EventScenario.AssetCreated)]
    [InlineData("ENTITY_UPDATE", EventScenario.AssetUpdated)]
    [InlineData("ENTITY_DELETE", EventScenario.AssetDeleted)]
    [InlineData("BUSINESS_ATTRIBUTE_UPDATE", EventScenario.CustomMetadataChanged)]
    [InlineData("CLASSIFICATION_ADD", EventScenario.AssetTagged)]
    [InlineData("CLASSIFICATION_DELETE", EventScenario.AssetUntagged)]
    [InlineData("CLASSIFICATION_UPDATE", EventScenario.Other)]
    [InlineData("RELATIONSHIP_CREATE", EventScenario.Other)]
    [InlineData("entity_create", EventScenario.Other)]
    [InlineData("", EventScenario.Other)]
    public void Classify_OperationWithoutDetails_DependsOnTheOperation(string operation, EventScenario expected)
        => Assert.Equal(expected, Classify($$$"""{"message":{"entity":{"guid":"g"},"operationType":"{{{operation}}}"}}""").Scenario);

    [Theory]
    [InlineData("""null""", EventScenario.CustomMetadataChanged)]
    [InlineData("""1""", EventScenario.CustomMetadataChanged)]
    [InlineData("\"text\"", EventScenario.CustomMetadataChanged)]
    [InlineData("""[null]""", EventScenario.CustomMetadataChanged)]
    [InlineData("""{"s":1}""", EventScenario.CustomMetadataChanged)]
    [InlineData("""{"s":[null]}""", EventScenario.CustomMetadataChanged)]
    [InlineData("""{"s":null}""", EventScenario.CustomMetadataRemoved)]
    [InlineData("""{"s":{"a":null},"t":1}""", EventScenario.CustomMetadataRemoved)]
    [InlineData("""{"s":{"a":{"b":null}}}""", EventScenario.CustomMetadataAdded)]
    [InlineData("""{"s":{"a":[null]}}""", EventScenario.CustomMetadataAdded)]
    [InlineData("""{"s":{"a":""}}""", EventScenario.CustomMetadataAdded)]
    [InlineData("""{"s":{"a":"\ud800"}}""", EventScenario.CustomMetadataAdded)]
    [InlineData("""{"\ud800":{"\udc00":null}}""", EventScenario.CustomMetadataRemoved)]
    [InlineData("""{"s":{"a":null},"s":{"a":1}}""", EventScenario.CustomMetadataAddedAndRemoved)]
    public void Classify_CustomMetadataOfAnyShape_DependsOnItsNulls(string details, EventScenario expected)
        => Assert.Equal(expected, Classify(WithDetails("BUSINESS_ATTRIBUTE_UPDATE", details)).Scenario);

    [Theory]
    [InlineData("""{"entityGuid":"g-1"}""", TagOrigin.Unknown)]
    [InlineData("""[null,1,"g-1",["g-1"]]""", TagOrigin.Unknown)]
    [InlineData("""[{"entityGuid":null}]""", TagOrigin.Unknown)]
    [InlineData("""[{"entityGuid":{"entityGuid":"g-1"}}]""", TagOrigin.Unknown)]
    [InlineData("""[{"entityGuid":"g-1"}]""", TagOrigin.Direct)]
    [InlineData("""[{"\u0065ntityGuid":"\u0067-\u0031"}]""", TagOrigin.Direct)]
    [InlineData("""[{"entityGuid":"g-1\ud800"}]""", TagOrigin.Propagated)]
    [InlineData("""[{"entityGuid":"\udc00"}]""", TagOrigin.Propagated)]
    [InlineData("""[{"entityGuid":"G-1"}]""", TagOrigin.Propagated)]
    [InlineData("""[{"entityGuid":""}]""", TagOrigin.Propagated)]
    [InlineData("""[{"entityGuid":"other","entityGuid":"g-1"}]""", TagOrigin.Direct)]
    [InlineData("""[{"entityGuid":"g-1","entityGuid":null}]""", TagOrigin.Unknown)]
    [InlineData("""[{"\ud800":1,"entityGuid":"g-1"},{"entityGuid":"g-2"}]""", TagOrigin.DirectAndPropagated)]
    public void Classify_TagsOfAnyShape_DependOnTheirGuids(string details, TagOrigin expected)
    {
        Assert.Equal(new ScenarioVerdict(EventScenario.AssetTagged, expected), Classify(WithDetails("CLASSIFICATION_ADD", details)));
        Assert.Equal(new ScenarioVerdict(EventScenario.AssetUntagged, expected), Classify(WithDetails("CLASSIFICATION_DELETE", details)));
    }

    [Fact]
    public void Classify_TagsOfAnAssetWithoutGuid_AreOfUnknownOrigin()
        => Assert.Equal(
            TagOrigin.Unknown,
            Classify("""{"message":{"entity":{},"operationType":"CLASSIFICATION_ADD","mutatedDetails":[{"entityGuid":""}]}}""").TagOrigin);

    [Theory]
    [InlineData(""" "superTypeNames":["Process","Asset"] """, true)]
    [InlineData(""" "superTypeNames":["\u0050rocess"] """, true)]
    [InlineData(""" "superTypeNames":["\ud800"],"typeName":"AProcess" """, false)]
    [InlineData(""" "superTypeNames":["process"] """, false)]
    [InlineData(""" "superTypeNames":[1],"typeName":"AProcess" """, true)]
    [InlineData(""" "superTypeNames":"Process" """, false)]
    [InlineData(""" "superTypeNames":["Asset"],"superTypeNames":["Process"] """, true)]
    [InlineData(""" "superTypeNames":["Process"],"superTypeNames":["Asset"] """, false)]
    [InlineData(""" "attributes":{"superTypeNames":["Process"]} """, false)]
    [InlineData(""" "attributes":{"inputs":[1],"outputs":[1]} """, true)]
    [InlineData(""" "attributes":{"inputs":[1]},"relationshipAttributes":{"outputs":[{}]} """, true)]
    [InlineData(""" "attributes":{"inputs":[],"outputs":[1]} """, false)]
    [InlineData(""" "attributes":{"inputs":{"0":1},"outputs":[1]} """, false)]
    [InlineData(""" "attributes":{"a":{"inputs":[1],"outputs":[1]}} """, false)]
    [InlineData(""" "inputs":[1],"outputs":[1] """, false)]
    [InlineData(""" "attributes":{"inputs":[1],"inputs":null,"outputs":[1]} """, false)]
    public void Classify_Create_IsLineageIfTheAssetIsAProcess(string entity, bool isLineage)
        => Assert.Equal(
            isLineage ? EventScenario.LineageCreated : EventScenario.AssetCreated,
            Classify($$$"""{"message":{"entity":{{{{entity}}}},"operationType":"ENTITY_CREATE"}}""").Scenario);

    [Theory]
    [InlineData("""{"message":{"\u006dutatedDetails":{"s":{"a":null}},"entity":{},"operationType":"BUSINESS_ATTRIBUTE_UPDATE"}}""")]
    [InlineData("""{"mutatedDetails":{"s":{"a":1}},"message":{"entity":{"mutatedDetails":{"s":{"a":1}}},"mutatedDetails":{"s":{"a":null}},"operationType":"BUSINESS_ATTRIBUTE_UPDATE"}}""")]
    [InlineData("""{"message":{"mutatedDetails":{"s":{"a":1}},"mutatedDetails":{"s":{"a":null}},"entity":{},"operationType":"BUSINESS_ATTRIBUTE_UPDATE"}}""")]
    [InlineData("""{"message":{"mutatedDetails":{"s":{"a":null}},"mutatedDetails\ud800":{"s":{"a":1}},"entity":{},"operationType":"BUSINESS_ATTRIBUTE_UPDATE"}}""")]
    public void Classify_RepeatedDetails_LastOneCounts(string line)
        => Assert.Equal(EventScenario.CustomMetadataRemoved, Classify(line).Scenario);

    [Fact]
    public void Classify_SecondMessageWithLastWins_ReplacesTheFirst()
    {
        const string Second = """{"entity":{"guid":"g"},"operationType":"BUSINESS_ATTRIBUTE_UPDATE"}""";
        byte[] line = Utf8($$$$"""{"message":{"mutatedDetails":{"s":{"a":null}}},"message":{{{{Second}}}}}""");

        Assert.Equal(LineOutcome.Event, Parsing.Parse(line, out EventView view, s_lastWins).Outcome);
        Assert.Equal(EventScenario.CustomMetadataChanged, EventScenarios.Classify(view).Scenario);
    }

    [Fact]
    public void Classify_SecondEntityWithLastWins_ReplacesTheFirst()
    {
        byte[] line = Utf8(
            """{"message":{"entity":{"superTypeNames":["Process"]},"entity":{"typeName":"Table"},"operationType":"ENTITY_CREATE"}}""");

        Assert.Equal(LineOutcome.Event, Parsing.Parse(line, out EventView view, s_lastWins).Outcome);
        Assert.Equal(EventScenario.AssetCreated, EventScenarios.Classify(view).Scenario);
    }

    [Fact]
    public void Classify_HugeAndDeepDetails_IsClassified()
    {
        // The event adds a depth of two, the details three more.
        string deep = new string('[', 59) + new string(']', 59);
        string huge = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"a{i}\":null"));

        Assert.Equal(EventScenario.CustomMetadataAdded,
            Classify(WithDetails("BUSINESS_ATTRIBUTE_UPDATE", $$$"""{"s":{"a":{{{deep}}}}}""")).Scenario);
        Assert.Equal(
            EventScenario.CustomMetadataRemoved, Classify(WithDetails("BUSINESS_ATTRIBUTE_UPDATE", $$$"""{"s":{{{{huge}}}}}""")).Scenario);
    }

    [Fact]
    public void Classify_GuidOfAnyLength_IsComparedEscapedOrNot()
    {
        string guid = new('g', 100_000);
        string escaped = "\\u0067" + guid[1..];
        string line =
            $$$"""{"message":{"entity":{"guid":"{{{guid}}}"},"operationType":"CLASSIFICATION_ADD","mutatedDetails":[{"entityGuid":"{{{escaped}}}"}]}}""";

        Assert.Equal(TagOrigin.Direct, Classify(line).TagOrigin);
    }

    [Fact]
    public void Classify_PrettyPrinted_IsTheSame()
        => Assert.Equal(
            EventScenario.CustomMetadataRemoved,
            Classify(
                "\n{ \"message\":\r\n {\"entity\": {},\n\"operationType\": \"BUSINESS_ATTRIBUTE_UPDATE\",\n\t\"mutatedDetails\": {\n \"s\" : { \"a\" :\nnull } } }\n}\n").Scenario);

    private static string WithDetails(string operation, string details)
        => $$$"""{"message":{"entity":{"guid":"g-1"},"operationType":"{{{operation}}}","mutatedDetails":{{{details}}}}}""";

    private static ScenarioVerdict Classify(string line)
    {
        LineVerdict verdict = Parsing.Parse(Utf8(line), out EventView view);
        Assert.Equal(LineOutcome.Event, verdict.Outcome);
        return EventScenarios.Classify(view);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
