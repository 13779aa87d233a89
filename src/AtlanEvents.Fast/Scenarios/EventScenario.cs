namespace AtlanEvents.Fast.Scenarios;

/// <summary>The documented scenarios of Atlan, as far as one event shows them.</summary>
public enum EventScenario : byte
{
    /// <summary>No documented scenario: an unknown or absent operation, or a changed tag (<c>CLASSIFICATION_UPDATE</c>).</summary>
    Other,

    /// <summary>An asset was created.</summary>
    AssetCreated,

    /// <summary>An asset was updated. The event does not contain the cause; <see cref="ScenarioCounts"/> infers it.</summary>
    AssetUpdated,

    /// <summary>An asset was archived or purged; see <see cref="EventView.DeleteHandler"/>.</summary>
    AssetDeleted,

    /// <summary>Custom metadata was set, with or without a value before: the event does not show which.</summary>
    CustomMetadataAdded,

    /// <summary>Custom metadata was removed.</summary>
    CustomMetadataRemoved,

    /// <summary>One event set custom metadata and removed other custom metadata.</summary>
    CustomMetadataAddedAndRemoved,

    /// <summary>Custom metadata changed; the event has no details.</summary>
    CustomMetadataChanged,

    /// <summary>An asset was tagged, directly or by propagation; see <see cref="ScenarioVerdict.TagOrigin"/>.</summary>
    AssetTagged,

    /// <summary>An asset was untagged, directly or by propagation; see <see cref="ScenarioVerdict.TagOrigin"/>.</summary>
    AssetUntagged,

    /// <summary>Lineage was created: an asset whose type is a process.</summary>
    LineageCreated,
}
