namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>The five routing fields as strings; <see langword="null"/> is absent.</summary>
public sealed record EventFields(string? OperationType, string? TypeName, string? Guid, string? QualifiedName, string? DeleteHandler);
