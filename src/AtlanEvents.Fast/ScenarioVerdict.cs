namespace AtlanEvents.Fast;

/// <summary>The scenario that one event belongs to.</summary>
/// <param name="Scenario">What was done.</param>
/// <param name="TagOrigin">Of <see cref="EventScenario.AssetTagged"/> and <see cref="EventScenario.AssetUntagged"/>: where the tags were put.</param>
public readonly record struct ScenarioVerdict(EventScenario Scenario, TagOrigin TagOrigin = TagOrigin.Unknown)
{
    /// <summary>The scenario and, of tags, their origin, such as <c>AssetTagged(Propagated)</c>.</summary>
    public override string ToString()
        => Scenario is EventScenario.AssetTagged or EventScenario.AssetUntagged ? $"{Scenario}({TagOrigin})" : Scenario.ToString();
}
