using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace AtlanEvents.Fast.Cli.Receiving;

/// <summary>Limits the requests per second, of all senders together.</summary>
internal static class RequestRate
{
    // Requests are let through in so many portions each second.
    private const int PortionsPerSecond = 10;

    public static void Limit(RateLimiterOptions options, int perSecond)
    {
        int portions = Math.Min(perSecond, PortionsPerSecond);
        var settings = new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = perSecond / portions,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / portions,
            QueueLimit = 0,
        };
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter =
            PartitionedRateLimiter.Create<HttpContext, int>(_ => RateLimitPartition.GetTokenBucketLimiter(0, _ => settings));
        options.OnRejected = static (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            return ValueTask.CompletedTask;
        };
    }
}
