namespace AtlanEvents.Fast.Engines;

/// <summary>The object keys that mean something to the library, each at its own place only.</summary>
/// <remarks>Flags, so that one value tells which of them an object has had.</remarks>
[Flags]
internal enum RoutingKey
{
    None = 0,
    Message = 1 << 0,
    OperationType = 1 << 1,
    Entity = 1 << 2,
    TypeName = 1 << 3,
    Guid = 1 << 4,
    Attributes = 1 << 5,
    DeleteHandler = 1 << 6,
    QualifiedName = 1 << 7,

    // These only tell the kinds of message apart.
    Type = 1 << 8,
    Entities = 1 << 9,
    Relationship = 1 << 10,
    AtlanWebhook = 1 << 11,
    Payload = 1 << 12,
}
