namespace AtlanEvents.Fast.Cli.Tests;

public sealed class StatsByScenarioTests
{
    private static readonly string[] s_scenarios =
    [
        "AssetCreated", "AssetUpdated", "AssetDeleted", "CustomMetadataAdded", "CustomMetadataRemoved", "AssetTagged", "AssetUntagged",
        "LineageCreated",
    ];

    [Theory]
    [InlineData("lineage-created", """{"AssetUpdated":2,"LineageCreated":2}""", """{"LineageCreated":4,"AssetCreated":1}""")]
    [InlineData("asset-created", """{"AssetUpdated":2,"AssetCreated":1}""", """{"AssetCreated":2}""")]
    [InlineData("asset-deleted", """{"AssetDeleted":3,"AssetUpdated":1}""", "{}")]
    [InlineData("custom-metadata-added", """{"CustomMetadataAdded":2,"AssetUpdated":1}""", "{}")]
    [InlineData("custom-metadata-removed", """{"CustomMetadataRemoved":3,"AssetUpdated":1}""", "{}")]
    [InlineData("asset-tagged", """{"AssetTagged":8}""", "{}")]
    public async Task Each_scenario_is_counted_in_both_json_formats(string stream, string scenarios, string updates)
    {
        foreach (string spelling in new[] { ".ndjson", ".reserialised.ndjson" })
        {
            ToolResult result = await Tool.RunAsync(
                "stats", "--by", "scenario", "--format", "json", Repository.TestData(Path.Combine("scenarios", stream + spelling)));

            Assert.Equal(0, result.ExitCode);
            Assert.Equal(scenarios, result.OutputJson.GetProperty("scenario").GetRawText());
            Assert.Equal(updates, result.OutputJson.GetProperty("scenarioUpdates").GetRawText());
            AssertEveryEventIsCountedOnce(result.OutputJson);
        }
    }

    [Fact]
    public async Task Tags_are_counted_by_their_origin()
    {
        ToolResult result = await Tool.RunAsync(
            "stats", "--by", "scenario", "--format", "json", Repository.TestData(Path.Combine("scenarios", "asset-untagged.ndjson")));

        Assert.Equal(
            """{"AssetTagged":{},"AssetUntagged":{"Unknown":3,"Direct":2,"Propagated":2,"DirectAndPropagated":1}}""",
            result.OutputJson.GetProperty("scenarioTags").GetRawText());
    }

    [Fact]
    public async Task The_counts_are_those_of_the_generated_events()
    {
        byte[] stream = (await Tool.RunAsync("generate", "--mix", "--events", "3000", "--seed", "5")).OutputBytes;
        var expected = new Dictionary<string, long>();
        foreach (string line in Encoding.UTF8.GetString(stream).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ScenarioOf(JsonDocument.Parse(line).RootElement) is string name)
                expected[name] = expected.GetValueOrDefault(name) + 1;
        }

        ToolResult result = await Tool.RunAsync(stream, ["stats", "--by", "scenario", "--format", "json"]);

        JsonElement json = result.OutputJson;
        IEnumerable<(string Name, long Count)> found =
            from member in json.GetProperty("scenario").EnumerateObject()
            where !member.Name.EndsWith("agged", StringComparison.Ordinal)
            select (member.Name, member.Value.GetInt64());
        IEnumerable<(string Name, long Count)> tags =
            from scenario in json.GetProperty("scenarioTags").EnumerateObject()
            from origin in scenario.Value.EnumerateObject()
            select ($"{scenario.Name}({origin.Name})", origin.Value.GetInt64());
        Assert.Equal(expected.Select(entry => (entry.Key, entry.Value)).Order(), found.Concat(tags).Order());
        Assert.Equal(11, expected.Count);
        AssertEveryEventIsCountedOnce(json);
    }

    [Fact]
    public async Task Lineage_requests_among_other_events_are_counted_exactly()
    {
        // Each request creates lineage between two assets, followed by their updates in any order, among other updates.
        const int Requests = 300;
        var random = new Random(3);
        var lines = new List<string>();
        for (int request = 0; request < Requests; request++)
        {
            string[] guids = [.. Enumerable.Range(0, 4).Select(i => $"{request:x8}-0000-4000-8000-00000000000{i}")];
            string[] events =
            [
                Event(
                    "ENTITY_CREATE",
                    "Process",
                    guids[0],
                    request,
                    $$""","attributes":{"inputs":[{"guid":"{{guids[1]}}"}],"outputs":[{"guid":"{{guids[2]}}"}]}"""),
                Event("ENTITY_UPDATE", "Table", guids[1], request),
                Event("ENTITY_UPDATE", "Table", guids[2], request),
                Event("ENTITY_UPDATE", "Table", guids[3], request),
                Event("ENTITY_UPDATE", "Table", guids[1], request + 1_000_000),
            ];
            random.Shuffle(events);
            lines.AddRange(events);
        }

        ToolResult result = await Tool.RunAsync(Lines([.. lines]), ["stats", "--by", "scenario", "--format", "json"]);

        Assert.Equal(
            $$"""{"AssetUpdated":{{2 * Requests}},"LineageCreated":{{Requests}}}""",
            result.OutputJson.GetProperty("scenario").GetRawText());
        Assert.Equal($$"""{"LineageCreated":{{2 * Requests}}}""", result.OutputJson.GetProperty("scenarioUpdates").GetRawText());
    }

    [Fact]
    public async Task The_table_has_a_section_for_scenarios_that_marks_inferred_counts()
    {
        ToolResult result = await Tool.RunAsync(
            "stats", "--by", "scenario", Repository.TestData(Path.Combine("scenarios", "lineage-created.ndjson")));

        string[] lines = result.OutputLines;
        int section = Array.IndexOf(lines, "Scenario");
        Assert.Matches("^  updated with lineage created, inferred +4 ", lines[section + 1]);
        Assert.Matches("^  asset updated +2 ", lines[section + 2]);
        Assert.Matches("^  lineage created +2 ", lines[section + 3]);
        Assert.Matches("^  updated with asset created, inferred +1 ", lines[section + 4]);
        Assert.DoesNotContain(lines, line => line.Length > 80);
    }

    [Fact]
    public async Task Without_the_option_there_are_no_scenarios()
    {
        string input = Repository.TestData(Path.Combine("scenarios", "lineage-created.ndjson"));
        ToolResult json = await Tool.RunAsync("stats", "--format", "json", input);
        ToolResult table = await Tool.RunAsync("stats", input);

        Assert.DoesNotContain("scenario", json.Output);
        Assert.DoesNotContain("Scenario", table.Output);
    }

    [Fact]
    public async Task Help_has_an_example_for_scenarios()
        => Assert.Contains("atlan-events stats --by scenario", (await Tool.RunAsync("stats", "--help")).Output);

    private static void AssertEveryEventIsCountedOnce(JsonElement json)
    {
        long Sum(string name) => json.GetProperty(name).EnumerateObject().Sum(member => member.Value.GetInt64());
        long updates = json.GetProperty("operationType").TryGetProperty("ENTITY_UPDATE", out JsonElement count) ? count.GetInt64() : 0;
        long own = json.GetProperty("scenario").TryGetProperty("AssetUpdated", out count) ? count.GetInt64() : 0;

        Assert.Equal(json.GetProperty("events").GetInt64(), Sum("scenario") + Sum("scenarioUpdates"));
        Assert.Equal(updates, own + Sum("scenarioUpdates"));
        Assert.All(
            json.GetProperty("scenario").EnumerateObject(),
            member => Assert.True(member.Name == "Other" || s_scenarios.Contains(member.Name)));
    }

    // An independent, slow implementation with strings.
    private static string? ScenarioOf(JsonElement line)
    {
        if (!line.TryGetProperty("message", out JsonElement message)
            || !message.TryGetProperty("entity", out JsonElement entity)
            || !entity.TryGetProperty("guid", out JsonElement guid))
            return null;

        string details = message.TryGetProperty("mutatedDetails", out JsonElement changed) ? changed.GetRawText() : "";
        bool isDirect = details.Contains($"\"entityGuid\":\"{guid}\"", StringComparison.Ordinal);
        string origin = isDirect ? "Direct" : "Propagated";
        return message.GetProperty("operationType").GetString() switch
        {
            "ENTITY_CREATE" => entity.GetProperty("typeName").GetString() == "Process" ? "LineageCreated" : "AssetCreated",
            "ENTITY_UPDATE" => "AssetUpdated",
            "ENTITY_DELETE" => "AssetDeleted",
            "BUSINESS_ATTRIBUTE_UPDATE" when details.EndsWith(":null}}", StringComparison.Ordinal) => "CustomMetadataRemoved",
            "BUSINESS_ATTRIBUTE_UPDATE" => "CustomMetadataAdded",
            "CLASSIFICATION_ADD" => $"AssetTagged({origin})",
            "CLASSIFICATION_DELETE" => $"AssetUntagged({origin})",
            "CLASSIFICATION_UPDATE" => "Other",
            _ => null,
        };
    }

    private static string Event(string operation, string type, string guid, int time, string more = "")
    {
        string entity = $"\"typeName\":\"{type}\",\"guid\":\"{guid}\"{more}";
        return $$$"""{"message":{"entity":{{{{entity}}}},"operationType":"{{{operation}}}","eventTime":{{{time}}}}}""";
    }
}
