namespace AtlanEvents.Fast;

/// <summary>How an asset was deleted: the text at <c>$.message.entity.deleteHandler</c>.</summary>
public enum DeleteHandler : byte
{
    /// <summary>The event has no <c>deleteHandler</c>, or it is not a string. A delete without one is treated as archival.</summary>
    None,

    /// <summary><c>DEFAULT</c>: archived; can be restored.</summary>
    Default,

    /// <summary><c>SOFT</c>: archived; can be restored.</summary>
    Soft,

    /// <summary><c>HARD</c>: purged; gone for good.</summary>
    Hard,

    /// <summary><c>PURGE</c>: purged; gone for good.</summary>
    Purge,

    /// <summary>Any other text; <see cref="EventView.DeleteHandlerText"/> has it.</summary>
    Other,
}
