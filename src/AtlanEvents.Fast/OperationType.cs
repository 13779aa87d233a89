namespace AtlanEvents.Fast;

/// <summary>The operation on the asset: the text at <c>$.message.operationType</c>.</summary>
public enum OperationType : byte
{
    /// <summary>The event has no <c>operationType</c>, or it is not a string.</summary>
    None,

    /// <summary><c>ENTITY_CREATE</c>: an asset was created.</summary>
    EntityCreate,

    /// <summary><c>ENTITY_UPDATE</c>: an asset, or one related to it, was changed.</summary>
    EntityUpdate,

    /// <summary><c>ENTITY_DELETE</c>: an asset was archived or purged; see <see cref="EventView.DeleteHandler"/>.</summary>
    EntityDelete,

    /// <summary><c>BUSINESS_ATTRIBUTE_UPDATE</c>: custom metadata was added, changed or removed.</summary>
    BusinessAttributeUpdate,

    /// <summary><c>CLASSIFICATION_ADD</c>: an asset was tagged, directly or by propagation.</summary>
    ClassificationAdd,

    /// <summary><c>CLASSIFICATION_UPDATE</c>: a tag of an asset was changed.</summary>
    ClassificationUpdate,

    /// <summary><c>CLASSIFICATION_DELETE</c>: an asset was untagged.</summary>
    ClassificationDelete,

    /// <summary>Any other text, which <see cref="EventView.OperationText"/> contains.</summary>
    Other,
}
