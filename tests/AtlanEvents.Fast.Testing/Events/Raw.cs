namespace AtlanEvents.Fast.Testing.Events;

/// <summary>A number or literal, as it is to be written.</summary>
internal sealed record Raw(string Json);
