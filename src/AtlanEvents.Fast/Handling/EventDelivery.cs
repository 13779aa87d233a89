namespace AtlanEvents.Fast.Handling;

/// <summary>How an event was delivered to a handler.</summary>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="IsStale">
/// Whether a newer event of the same asset, by <c>eventTime</c>, was delivered before. Always <see langword="false"/> if the order is
/// not watched.
/// </param>
public readonly record struct EventDelivery(int Attempt, bool IsStale);
