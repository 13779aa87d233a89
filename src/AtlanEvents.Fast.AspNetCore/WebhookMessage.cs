namespace AtlanEvents.Fast.AspNetCore;

/// <summary>A message that was posted to a webhook: valid JSON.</summary>
/// <param name="Verdict">Whether it is an event, or what it is instead.</param>
/// <param name="Body">
/// The body as it was sent, without a byte order mark, and without white space at its end. It may contain newlines between tokens.
/// </param>
public readonly record struct WebhookMessage(LineVerdict Verdict, ReadOnlyMemory<byte> Body);
