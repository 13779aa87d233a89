using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;

namespace AtlanEvents.Fast.Cli.Tests.Reporting;

public sealed class ProgressDisplayTests
{
    [Theory]
    [InlineData(null, 0, " 25 %  7 events  5 acknowledged")]
    [InlineData(null, 5, " 12 %  7 events  5 acknowledged, 5 in flight")]
    [InlineData("4 delivered, 1 refused", 5, " 12 %  7 events  4 delivered, 1 refused, 5 in flight")]
    public void Describe_Replay_ShowsTheStateOfTheDelivery(string? status, long inFlight, string expected)
        => Assert.Equal(expected, ProgressDisplay.Describe(ProgressOf(new Consumer(status, new DeliveryCounts(5, inFlight)))));

    [Fact]
    public void Describe_NoDelivery_ShowsRates()
        => Assert.Matches(@"^ 25 %  9 B  7 events  0 B/s  0 events/s$", ProgressDisplay.Describe(ProgressOf(new Consumer(null, null))));

    private static PumpProgress ProgressOf(IEventConsumer consumer)
    {
        var before = new RunTotals(new Dictionary<string, long> { ["bytes"] = 9, ["events"] = 7 });
        using var rejected = new RejectedLines(new DeadLetterSettings());
        return new PumpProgress(consumer, rejected, length: 200, before, finishedBefore: 50);
    }

    private sealed class Consumer(string? status, DeliveryCounts? delivery) : IEventConsumer
    {
        public string? Status => status;

        public DeliveryCounts? Delivery => delivery;

        public void Consume(in EventView view, in EventPosition position)
        {
        }
    }
}
