namespace AtlanEvents.Fast;

/// <summary>The way in which an asset was deleted: the text at <c>$.message.entity.deleteHandler</c>.</summary>
public enum DeleteHandler : byte
{
    /// <summary>
    /// The event has no <c>deleteHandler</c>, or it is not a string. Events other than deletes normally have none. Atlan treats a
    /// delete without one as archival; <see cref="EventView.IsArchive"/> takes that into account.
    /// </summary>
    None,

    /// <summary><c>DEFAULT</c>: archived; can be restored.</summary>
    Default,

    /// <summary><c>SOFT</c>: archived; can be restored.</summary>
    Soft,

    /// <summary><c>HARD</c>: purged; cannot be restored.</summary>
    Hard,

    /// <summary><c>PURGE</c>: purged; cannot be restored.</summary>
    Purge,

    /// <summary>Any other text, which <see cref="EventView.DeleteHandlerText"/> contains.</summary>
    Other,
}

/// <summary>Distinguishes handlers that archive an asset from handlers that purge it.</summary>
public static class DeleteHandlerExtensions
{
    /// <summary>Whether the handler archives the asset: <see cref="DeleteHandler.Default"/> or <see cref="DeleteHandler.Soft"/>.</summary>
    /// <param name="handler">
    /// The handler. For <see cref="DeleteHandler.None"/> the operation decides: see <see cref="EventView.IsArchive"/>.
    /// </param>
    public static bool IsArchive(this DeleteHandler handler) => handler is DeleteHandler.Default or DeleteHandler.Soft;

    /// <summary>Whether the handler purges the asset: <see cref="DeleteHandler.Hard"/> or <see cref="DeleteHandler.Purge"/>.</summary>
    /// <param name="handler">The handler.</param>
    public static bool IsPurge(this DeleteHandler handler) => handler is DeleteHandler.Hard or DeleteHandler.Purge;
}
