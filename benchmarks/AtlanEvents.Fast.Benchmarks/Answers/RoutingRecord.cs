namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>What a user of a peer would keep of an event.</summary>
internal sealed record RoutingRecord(string? OperationType, string? TypeName, string? Guid, string? QualifiedName, string? DeleteHandler)
{
    /// <summary>The rule of <see cref="Utf8Fields.IsEvent"/>, for a contender that has strings.</summary>
    public static bool IsEvent(bool hasEntity, string? operationType)
        => hasEntity && !(operationType?.StartsWith("TRAIT_", StringComparison.Ordinal) ?? false);
}
