using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace AtlanEvents.Fast.Cli.Receiving;

/// <summary>Limits the requests per second, of all senders together.</summary>
internal static class RequestRate
{
    // Requests are let through in at most so many portions each second.
    private const int MaxPortionsPerSecond = 10;

    public static void Limit(RateLimiterOptions options, int perSecond)
    {
        TokenBucketRateLimiterOptions bucket = BucketFor(perSecond);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter =
            PartitionedRateLimiter.Create<HttpContext, int>(_ => RateLimitPartition.GetTokenBucketLimiter(0, _ => bucket));
        options.OnRejected = static (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            return ValueTask.CompletedTask;
        };
    }

    public static TokenBucketRateLimiterOptions BucketFor(int perSecond)
    {
        int portion = (perSecond + MaxPortionsPerSecond - 1) / MaxPortionsPerSecond;
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = portion,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) * portion / perSecond,
            QueueLimit = 0,
        };
    }
}
