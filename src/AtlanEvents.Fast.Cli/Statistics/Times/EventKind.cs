namespace AtlanEvents.Fast.Cli.Statistics.Times;

/// <summary>What an event does to its asset, in the order of reports: what cannot be undone first.</summary>
internal enum EventKind
{
    Purge,
    Archive,

    /// <summary>A delete with an unknown handler.</summary>
    OtherDelete,
    Create,
    Update,
    CustomMetadata,
    Tag,
    TagUpdate,
    Untag,
    Other,
}

/// <summary>The kind of an event, and the names of the kinds.</summary>
internal static class EventKinds
{
    private static readonly string[] s_names =
        ["purge", "archive", "other delete", "create", "update", "custom metadata", "tag", "tag update", "untag", "other"];

    public static int Count => s_names.Length;

    public static EventKind Of(in EventView view) => view.Operation switch
    {
        OperationType.EntityDelete => OfDelete(view.DeleteHandler),
        OperationType.EntityCreate => EventKind.Create,
        OperationType.EntityUpdate => EventKind.Update,
        OperationType.BusinessAttributeUpdate => EventKind.CustomMetadata,
        OperationType.ClassificationAdd => EventKind.Tag,
        OperationType.ClassificationUpdate => EventKind.TagUpdate,
        OperationType.ClassificationDelete => EventKind.Untag,
        _ => EventKind.Other,
    };

    private static EventKind OfDelete(DeleteHandler handler)
        => handler.IsPurge() ? EventKind.Purge
            : handler == DeleteHandler.None || handler.IsArchive() ? EventKind.Archive
            : EventKind.OtherDelete;

    /// <summary>Such as <c>custom metadata</c>.</summary>
    public static string NameOf(int kind) => s_names[kind];
}
