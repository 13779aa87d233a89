namespace AtlanEvents.Fast;

/// <summary>What somebody did, as far as one event tells: the documented scenarios of Atlan.</summary>
public enum EventScenario : byte
{
    /// <summary>None of the documented scenarios: an unknown or absent operation, or a tag that was changed (<c>CLASSIFICATION_UPDATE</c>).</summary>
    Other,

    /// <summary>An asset was created.</summary>
    AssetCreated,

    /// <summary>An asset was updated. The event does not tell why; see <see cref="ScenarioCounts"/>.</summary>
    AssetUpdated,

    /// <summary>An asset was deleted; <see cref="EventView.DeleteHandler"/> tells how.</summary>
    AssetDeleted,

    /// <summary>Custom metadata was set. Whether it had a value before is not told.</summary>
    CustomMetadataAdded,

    /// <summary>Custom metadata was removed.</summary>
    CustomMetadataRemoved,

    /// <summary>Custom metadata was set and other custom metadata removed, in one event.</summary>
    CustomMetadataAddedAndRemoved,

    /// <summary>Custom metadata changed; the event lacks the details of how.</summary>
    CustomMetadataChanged,

    /// <summary>An asset was tagged; <see cref="ScenarioVerdict.TagOrigin"/> tells whether directly.</summary>
    AssetTagged,

    /// <summary>An asset was untagged; <see cref="ScenarioVerdict.TagOrigin"/> tells whether directly.</summary>
    AssetUntagged,

    /// <summary>Lineage was created: an asset of a type that is a process.</summary>
    LineageCreated,
}
