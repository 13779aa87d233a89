namespace AtlanEvents.Fast.Engines;

/// <summary>The strings that are located in a line, as indices of <see cref="LocatedLine.Strings"/>.</summary>
internal enum Field
{
    /// <summary><c>$.message.type</c>: no routing field, but it tells events from other messages.</summary>
    MessageType,

    /// <summary><c>$.message.operationType</c></summary>
    OperationType,

    /// <summary><c>$.message.entity.typeName</c></summary>
    TypeName,

    /// <summary><c>$.message.entity.guid</c></summary>
    Guid,

    /// <summary><c>$.message.entity.attributes.qualifiedName</c></summary>
    QualifiedName,

    /// <summary><c>$.message.entity.deleteHandler</c></summary>
    DeleteHandler,

    /// <summary>How many there are.</summary>
    Count,
}
