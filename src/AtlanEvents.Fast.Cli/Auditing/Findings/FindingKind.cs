namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>What can be off about a bulk delete, in the order in which it is reported. <see cref="FindingCode"/> has the texts.</summary>
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
    UnexpectedTotal,
    MissingGuid,
    UnexpectedGuid,
    RejectedLine,
    CompressedMessage,
    UnknownMessage,
    IncompleteInput,
    BoundReached,

    /// <summary>A note, which is never held against the delete.</summary>
    SharedName,
}
