namespace AtlanEvents.Fast.Scenarios;

/// <summary>Which create names an asset, at the time of its own: the highest, if there are several.</summary>
internal enum NamedBy : byte
{
    /// <summary>None that is known.</summary>
    Nobody,

    /// <summary>That of an asset, as related.</summary>
    Create,

    /// <summary>That of lineage, as its input or output.</summary>
    Lineage,
}
