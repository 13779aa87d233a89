namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>One place where something is off. What is not known is absent.</summary>
internal sealed record Example
{
    /// <summary>The input of the line.</summary>
    public string? Input { get; init; }

    public long? Line { get; init; }

    public string? Guid { get; init; }

    public string? QualifiedName { get; init; }

    /// <summary>Of a missing parent, how many assets directly below it were deleted.</summary>
    public long? Children { get; init; }

    /// <summary>What else there is to say, for people.</summary>
    public string? Detail { get; init; }
}
