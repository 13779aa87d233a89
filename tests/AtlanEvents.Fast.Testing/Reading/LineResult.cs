namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>A line that is an event or was rejected, as a reader returned it.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Offset">Its zero-based offset in the input.</param>
/// <param name="Verdict">The outcome and its reason.</param>
/// <param name="Fields">The fields of an event.</param>
/// <param name="Length">The length of the whole line.</param>
/// <param name="Line">Its bytes as Latin-1, so that they can be compared and printed.</param>
public sealed record LineResult(long Number, long Offset, LineVerdict Verdict, EventFields? Fields, long Length, string Line);

/// <summary>The five routing fields as strings; <see langword="null"/> is absent.</summary>
public sealed record EventFields(string? OperationType, string? TypeName, string? Guid, string? QualifiedName, string? DeleteHandler);
