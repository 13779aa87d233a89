using System.Threading.RateLimiting;
using AtlanEvents.Fast.Cli.Receiving;

namespace AtlanEvents.Fast.Cli.Tests.Receiving;

/// <summary><c>receive --max-rate</c>.</summary>
public sealed class RequestRateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(99)]
    [InlineData(1_234)]
    [InlineData(100_000)]
    public void As_many_requests_are_let_through_as_asked_for(int perSecond)
    {
        TokenBucketRateLimiterOptions bucket = RequestRate.BucketFor(perSecond);
        Assert.Equal(perSecond, bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalSeconds, perSecond / 1_000.0);
        Assert.Equal(perSecond, bucket.TokenLimit);
    }
}
