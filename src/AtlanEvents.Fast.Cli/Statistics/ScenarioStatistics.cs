namespace AtlanEvents.Fast.Cli.Statistics;

/// <summary>Scenarios as they are shown: what occurs, the highest count first, then by name.</summary>
internal static class ScenarioStatistics
{
    private static readonly EventScenario[] s_scenarios = Enum.GetValues<EventScenario>();
    private static readonly TagOrigin[] s_origins = Enum.GetValues<TagOrigin>();

    /// <summary>Events by scenario, each by itself.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Scenarios(ScenarioCounts counts)
        => Sorted(s_scenarios.Select(scenario => KeyValuePair.Create(scenario.ToString(), counts.CountOf(scenario))));

    /// <summary>Updates that came with a create, by the create's scenario.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Updates(ScenarioCounts counts)
        => Sorted(s_scenarios.Select(scenario => KeyValuePair.Create(scenario.ToString(), counts.UpdatesWith(scenario))));

    /// <summary>Events about tags by the tags' origin.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Tags(ScenarioCounts counts, EventScenario scenario)
        => Sorted(s_origins.Select(origin => KeyValuePair.Create(origin.ToString(), counts.CountOf(scenario, origin))));

    /// <summary>All of them in words, each event in one row.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Rows(ScenarioCounts counts)
    {
        IEnumerable<KeyValuePair<string, long>> scenarios = s_scenarios
            .Where(scenario => !IsOfTags(scenario))
            .Select(scenario => KeyValuePair.Create(NameOf(scenario), counts.CountOf(scenario)));
        IEnumerable<KeyValuePair<string, long>> tags =
            from scenario in s_scenarios.Where(IsOfTags)
            from origin in s_origins
            select KeyValuePair.Create($"{NameOf(scenario)}, {NameOf(origin)}", counts.CountOf(scenario, origin));
        IEnumerable<KeyValuePair<string, long>> updates = s_scenarios
            .Select(scenario => KeyValuePair.Create($"updated with {NameOf(scenario)}, inferred", counts.UpdatesWith(scenario)));
        return Sorted([.. scenarios, .. tags, .. updates]);
    }

    private static bool IsOfTags(EventScenario scenario) => scenario is EventScenario.AssetTagged or EventScenario.AssetUntagged;

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
