namespace AtlanEvents.Fast.Scenarios;

/// <summary>The documented scenarios of Atlan, as far as one event shows them.</summary>
public enum EventScenario : byte
{
    /// <summary>No documented scenario: an unknown or absent operation, or a changed tag (<c>CLASSIFICATION_UPDATE</c>).</summary>
    Other,

    /// <summary>An asset was created.</summary>
    AssetCreated,

    /// <summary>An asset was updated. The event does not say why; <see cref="ScenarioCounts"/> infers it from other events.</summary>
    AssetUpdated,

    /// <summary>An asset was deleted; <see cref="EventView.DeleteHandler"/> says how.</summary>
    AssetDeleted,

    /// <summary>Custom metadata was set. The event does not say whether it had a value before.</summary>
    CustomMetadataAdded,

    /// <summary>Custom metadata was removed.</summary>
    CustomMetadataRemoved,

    /// <summary>One event set custom metadata and removed other custom metadata.</summary>
    CustomMetadataAddedAndRemoved,

    /// <summary>Custom metadata changed; the event has no details.</summary>
    CustomMetadataChanged,

    /// <summary>An asset was tagged; <see cref="ScenarioVerdict.TagOrigin"/> says whether directly.</summary>
    AssetTagged,

    /// <summary>An asset was untagged; <see cref="ScenarioVerdict.TagOrigin"/> says whether directly.</summary>
    AssetUntagged,

    /// <summary>Lineage was created: an asset whose type is a process.</summary>
    LineageCreated,
}
