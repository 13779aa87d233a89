namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>What is known of an asset, apart from its names.</summary>
[Flags]
internal enum AssetFacts : byte
{
    None = 0,

    /// <summary>An <c>ENTITY_DELETE</c> of it was read.</summary>
    Deleted = 1,

    /// <summary>Its guid is a UUID, which the key gives back.</summary>
    HasUuid = 2,

    /// <summary>Its delete had a qualified name.</summary>
    HasName = 4,

    /// <summary>Its guid stands in the file of those that are expected.</summary>
    Expected = 8,
}
