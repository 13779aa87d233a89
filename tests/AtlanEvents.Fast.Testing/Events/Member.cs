namespace AtlanEvents.Fast.Testing.Events;

/// <summary>A member of an object; an array of them is an object.</summary>
/// <param name="Key">The key, unescaped.</param>
/// <param name="Value">A string, <see cref="Raw"/>, an array of <see cref="Member"/> or an array of values.</param>
internal sealed record Member(string Key, object Value);
