namespace AtlanEvents.Fast.Benchmarks.Sinks;

/// <summary>The five unescaped routing fields of one line, as a peer returns them; an empty span is an absent field.</summary>
internal ref struct Utf8Fields
{
    /// <summary>Whether <c>$.message.entity</c> is an object.</summary>
    public bool HasEntity;

    /// <summary>Whether <c>$.message.operationType</c> occurs twice. The workloads repeat no other field.</summary>
    public bool IsRepeated;

    public ReadOnlySpan<byte> OperationType;
    public ReadOnlySpan<byte> TypeName;
    public ReadOnlySpan<byte> Guid;
    public ReadOnlySpan<byte> QualifiedName;
    public ReadOnlySpan<byte> DeleteHandler;

    /// <summary>
    /// Whether the line is an event by the rule of all peers: it has an entity, and is not a TRAIT_* notification of Atlas's first format.
    /// The library distinguishes more kinds. On the workloads both rules agree; <see cref="Checking.ResultCheck"/> verifies it.
    /// </summary>
    public readonly bool IsEvent => HasEntity && !OperationType.StartsWith("TRAIT_"u8);
}
