namespace AtlanEvents.Fast;

/// <summary>Tells archival deletes, which can be undone, from purges, which cannot.</summary>
public static class DeleteHandlerExtensions
{
    /// <summary>
    /// Whether a delete with this handler is archival: <see cref="DeleteHandler.Default"/>, <see cref="DeleteHandler.Soft"/>,
    /// or <see cref="DeleteHandler.None"/>, which Atlan treats as archival on an <c>ENTITY_DELETE</c>.
    /// </summary>
    /// <param name="handler">The handler of an <see cref="OperationType.EntityDelete"/>; of other events it says nothing.</param>
    public static bool IsArchive(this DeleteHandler handler)
        => handler is DeleteHandler.None or DeleteHandler.Default or DeleteHandler.Soft;

    /// <summary>Whether a delete with this handler is a purge: <see cref="DeleteHandler.Hard"/> or <see cref="DeleteHandler.Purge"/>.</summary>
    /// <param name="handler">The handler of an <see cref="OperationType.EntityDelete"/>.</param>
    public static bool IsPurge(this DeleteHandler handler)
        => handler is DeleteHandler.Hard or DeleteHandler.Purge;
}
