namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What became of the events that a consumer took.</summary>
/// <param name="Acknowledged">How many were taken care of for good.</param>
/// <param name="InFlight">How many are on their way.</param>
internal readonly record struct Delivery(long Acknowledged, long InFlight);
