namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>The strings that an engine locates in a line. Their paths are in <see cref="RoutingTable"/>.</summary>
internal enum Field
{
    /// <summary>Not a routing field, but part of the rule that separates events from other messages.</summary>
    MessageType,
    OperationType,
    TypeName,
    Guid,
    QualifiedName,
    DeleteHandler,

    /// <summary>The number of fields; as a value, no field.</summary>
    Count,
}
