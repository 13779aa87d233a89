namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>The kinds of findings, in the order in which they are reported. <see cref="FindingCode"/> has the strings.</summary>
internal enum FindingKind
{
    NothingDeleted,
    MissingParent,
    DuplicateDelete,
    ConflictingDelete,
    MixedHandlers,
    UnknownHandler,
    EventAfterDelete,
    NoGuid,
    NoName,
    NoTime,
    UnexpectedTotal,
    MissingGuid,
    UnexpectedGuid,
    RejectedLine,
    CompressedMessage,
    UnknownMessage,
    IncompleteInput,
    BoundReached,

    /// <summary>A note, which is never a fault.</summary>
    SharedName,
}

/// <summary>The stable codes of findings, and their descriptions for people.</summary>
internal static class FindingCode
{
    private static readonly (string Code, string Description)[] s_texts =
    [
        ("nothing-deleted", "no asset was deleted here"),
        ("missing-parent", "not deleted, although assets below were"),
        ("duplicate-delete", "deleted again, with the same name, type and handler"),
        ("conflicting-delete", "deleted again, with another name, type or handler"),
        ("mixed-handlers", "some assets were archived, others purged"),
        ("unknown-handler", "deleted neither by archive nor by purge"),
        ("event-after-delete", "another event after the delete of its asset"),
        ("no-guid", "deletes without a guid"),
        ("no-name", "deletes without a qualifiedName"),
        ("no-time", "deletes without an eventTime: left out by --since and --until"),
        ("unexpected-total", "types with an unexpected number of assets"),
        ("missing-guid", "expected, but not deleted"),
        ("unexpected-guid", "deleted, but not expected"),
        ("rejected-line", "rejected lines: each may be a lost delete"),
        ("compressed-message", "compressed or split messages that were not read: they may contain deletes"),
        ("unknown-message", "messages of unknown kinds: they may contain deletes"),
        ("incomplete-input", "the input was not read to its end"),
        ("bound-reached", "too many to track: their parents were not checked"),
        ("shared-name", "deleted assets that share a name with another guid"),
    ];

    /// <summary>The codes that <c>--allow</c> accepts: those that do not have an exit code of their own.</summary>
    public static string[] Allowable { get; } =
    [
        .. s_texts.Select(text => text.Code).Where(code => code is not ("rejected-line" or "incomplete-input" or "shared-name")),
    ];

    /// <summary>Such as <c>missing-parent</c>.</summary>
    public static string Of(FindingKind kind) => s_texts[(int)kind].Code;

    public static string DescriptionOf(FindingKind kind) => s_texts[(int)kind].Description;
}
