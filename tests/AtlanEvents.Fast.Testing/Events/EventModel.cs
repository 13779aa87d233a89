namespace AtlanEvents.Fast.Testing.Events;

/// <summary>The content of an event: its five strings and the number of other members.</summary>
public sealed record EventModel
{
    public string? MessageType { get; init; } = "ENTITY_NOTIFICATION_V2";

    public string? OperationType { get; init; } = "ENTITY_DELETE";

    public string? TypeName { get; init; } = "Column";

    public string? Guid { get; init; } = "ff9d053f-5bd8-4149-81d3-447ba654dbaa";

    public string? QualifiedName { get; init; } = "default/bigquery/1665130698/db/schema/table/column";

    public string? DeleteHandler { get; init; } = "HARD";

    /// <summary>The number of decoys: members with the names of routing fields in other places, and random members.</summary>
    public int Decoys { get; init; }
}
