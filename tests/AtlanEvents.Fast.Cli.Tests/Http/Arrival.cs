namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>A request as it came to a receiver.</summary>
/// <param name="Guid">Of the event.</param>
/// <param name="Sequence">The event's place among all that were sent.</param>
/// <param name="Attempt">How often this event has come, this time included.</param>
/// <param name="Body">All of it.</param>
/// <param name="ContentType">What it says the body is.</param>
/// <param name="Secret">The signing secret.</param>
/// <param name="Protocol">Such as <c>HTTP/1.1</c>.</param>
/// <param name="Connection">Which connection it came over.</param>
/// <param name="Timestamp">When, as <see cref="System.Diagnostics.Stopwatch"/> tells it.</param>
internal sealed record Arrival(
    string Guid,
    int Sequence,
    int Attempt,
    string Body,
    string? ContentType,
    string? Secret,
    string Protocol,
    string Connection,
    long Timestamp);
