namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>The five routing fields of one line as a peer finds them, unescaped; an empty span is an absent field.</summary>
internal ref struct Utf8Fields
{
    /// <summary>Whether <c>$.message.entity</c> is an object.</summary>
    public bool HasEntity;

    /// <summary>Whether <c>$.message.operationType</c> occurs twice: of all fields, the one that a workload repeats.</summary>
    public bool IsRepeated;

    public ReadOnlySpan<byte> OperationType;
    public ReadOnlySpan<byte> TypeName;
    public ReadOnlySpan<byte> Guid;
    public ReadOnlySpan<byte> QualifiedName;
    public ReadOnlySpan<byte> DeleteHandler;

    /// <summary>
    /// Whether the line is an event, by the rule of every peer: it has an entity, and is not a TRAIT_* notification of
    /// Atlas's first format. The library knows more kinds; on the workloads the two agree, which the check shows.
    /// </summary>
    public readonly bool IsEvent => HasEntity && !OperationType.StartsWith("TRAIT_"u8);
}
