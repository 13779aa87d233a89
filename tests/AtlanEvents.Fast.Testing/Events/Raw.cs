namespace AtlanEvents.Fast.Testing.Events;

/// <summary>A number or literal, written verbatim.</summary>
internal sealed record Raw(string Json);
