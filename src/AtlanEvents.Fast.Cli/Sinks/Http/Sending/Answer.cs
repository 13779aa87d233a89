using System.Net;
using System.Net.Http.Headers;

namespace AtlanEvents.Fast.Cli.Sinks.Http.Sending;

/// <summary>What the receiver says to an event.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">When it wants to be asked again; <see langword="null"/> if it does not say.</param>
internal readonly record struct Answer(int Status, TimeSpan? RetryAfter)
{
    /// <summary>It took the event.</summary>
    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>It cannot take events for now, whichever: RFC 9110 sections 15.5.9 and 15.6, RFC 8470, RFC 6585.</summary>
    public bool IsTransient
        => Status is (int)HttpStatusCode.RequestTimeout or 425 or (int)HttpStatusCode.TooManyRequests or >= 500;

    /// <summary>It does not know the secret, whatever the event is.</summary>
    public bool IsUnauthorized => Status == (int)HttpStatusCode.Unauthorized;

    /// <summary>It does not know the secret, or does not like the event.</summary>
    public bool IsForbidden => Status == (int)HttpStatusCode.Forbidden;

    public static Answer From(HttpResponseMessage response)
    {
        // "Retry-After = HTTP-date / delay-seconds" (RFC 9110 section 10.2.3)
        RetryConditionHeaderValue? retryAfter = response.Headers.RetryAfter;
        return new Answer((int)response.StatusCode, retryAfter?.Delta ?? (retryAfter?.Date - DateTimeOffset.UtcNow));
    }
}
