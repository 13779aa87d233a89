namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Counts by scenario: those above zero, sorted by count, descending, then by name.</summary>
internal static class ScenarioStatistics
{
    private static readonly EventScenario[] s_scenarios = Enum.GetValues<EventScenario>();
    private static readonly TagOrigin[] s_origins = Enum.GetValues<TagOrigin>();

    /// <summary>Events by scenario.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Scenarios(ScenarioCounts counts)
        => Sorted(s_scenarios.Select(scenario => KeyValuePair.Create(scenario.ToString(), counts.CountOf(scenario))));

    /// <summary>Updates that accompany a create, by the scenario of the create.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Updates(ScenarioCounts counts)
        => Sorted(s_scenarios.Select(scenario => KeyValuePair.Create(scenario.ToString(), counts.UpdatesWith(scenario))));

    /// <summary>Events of a tag scenario by the origin of the tags.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Tags(ScenarioCounts counts, EventScenario scenario)
        => Sorted(s_origins.Select(origin => KeyValuePair.Create(origin.ToString(), counts.CountOf(scenario, origin))));

    /// <summary>All counts with descriptions. Each event is counted in one row.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Rows(ScenarioCounts counts)
    {
        IEnumerable<KeyValuePair<string, long>> scenarios = s_scenarios
            .Where(scenario => !IsTagScenario(scenario))
            .Select(scenario => KeyValuePair.Create(NameOf(scenario), counts.CountOf(scenario)));
        IEnumerable<KeyValuePair<string, long>> tags =
            from scenario in s_scenarios.Where(IsTagScenario)
            from origin in s_origins
            select KeyValuePair.Create($"{NameOf(scenario)}, {NameOf(origin)}", counts.CountOf(scenario, origin));
        IEnumerable<KeyValuePair<string, long>> updates = s_scenarios
            .Select(scenario => KeyValuePair.Create($"updated with {NameOf(scenario)}, inferred", counts.UpdatesWith(scenario)));
        return Sorted([.. scenarios, .. tags, .. updates]);
    }

    /// <summary>Such as <c>asset tagged, propagated</c>.</summary>
    public static string NameOf(ScenarioVerdict verdict)
        => IsTagScenario(verdict.Scenario) ? $"{NameOf(verdict.Scenario)}, {NameOf(verdict.TagOrigin)}" : NameOf(verdict.Scenario);

    private static bool IsTagScenario(EventScenario scenario) => scenario is EventScenario.AssetTagged or EventScenario.AssetUntagged;

    private static string NameOf(EventScenario scenario) => scenario switch
    {
        EventScenario.AssetCreated => "asset created",
        EventScenario.AssetUpdated => "asset updated",
        EventScenario.AssetDeleted => "asset deleted",
        EventScenario.CustomMetadataAdded => "custom metadata added",
        EventScenario.CustomMetadataRemoved => "custom metadata removed",
        EventScenario.CustomMetadataAddedAndRemoved => "custom metadata added and removed",
        EventScenario.CustomMetadataChanged => "custom metadata changed",
        EventScenario.AssetTagged => "asset tagged",
        EventScenario.AssetUntagged => "asset untagged",
        EventScenario.LineageCreated => "lineage created",
        _ => "other",
    };

    private static string NameOf(TagOrigin origin) => origin switch
    {
        TagOrigin.Direct => "direct",
        TagOrigin.Propagated => "propagated",
        TagOrigin.DirectAndPropagated => "direct and propagated",
        _ => "origin unknown",
    };

    private static KeyValuePair<string, long>[] Sorted(IEnumerable<KeyValuePair<string, long>> counts) =>
    [
        .. counts
            .Where(entry => entry.Value > 0)
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal),
    ];
}
