namespace AtlanEvents.Fast.Scenarios;

/// <summary>The scenario that one event belongs to.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="TagOrigin">
/// The origin of the tags, for <see cref="EventScenario.AssetTagged"/> and <see cref="EventScenario.AssetUntagged"/>.
/// </param>
public readonly record struct ScenarioVerdict(EventScenario Scenario, TagOrigin TagOrigin = TagOrigin.Unknown)
{
    /// <summary>Returns the scenario and the origin of tags, such as <c>AssetTagged(Propagated)</c>.</summary>
    public override string ToString()
        => Scenario is EventScenario.AssetTagged or EventScenario.AssetUntagged
            ? $"{Scenario}({TagOrigin})"
            : Scenario.ToString();
}

/// <summary>The assets that the tags of an event were put on, by the <c>entityGuid</c> of each tag.</summary>
[Flags]
public enum TagOrigin : byte
{
    /// <summary>The event does not concern tags, or has no details.</summary>
    Unknown = 0,

    /// <summary>The asset itself.</summary>
    Direct = 1,

    /// <summary>Another asset, from which they propagated.</summary>
    Propagated = 2,

    /// <summary>One event has tags of both kinds.</summary>
    DirectAndPropagated = Direct | Propagated,
}
