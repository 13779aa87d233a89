using AtlanEvents.Fast.Cli.Progress;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Tests.Progress;

public sealed class ProgressDisplayTests
{
    [Theory]
    [InlineData(null, 0, " 25 %  7 events  5 acknowledged")]
    [InlineData(null, 5, " 12 %  7 events  5 acknowledged, 5 in flight")]
    [InlineData("4 taken, 1 refused", 5, " 12 %  7 events  4 taken, 1 refused, 5 in flight")]
    public void A_replay_shows_what_became_of_its_events(string? words, long inFlight, string expected)
        => Assert.Equal(expected, ProgressDisplay.Describe(StateOf(new Consumer(words, new Delivery(5, inFlight)))));

    [Fact]
    public void Without_a_replay_it_shows_rates()
        => Assert.Matches(@"^ 25 %  9 B  7 events  0 B/s  0 events/s$", ProgressDisplay.Describe(StateOf(new Consumer(null, null))));

    private static ProgressState StateOf(IEventConsumer consumer)
    {
        var before = new RunTotals(new Dictionary<string, long> { ["bytes"] = 9, ["events"] = 7 });
        using var rejected = new RejectedLines(new PumpSettings { Inputs = [] });
        return new ProgressState(length: 200, rejected, before, finishedBefore: 50) { Consumer = consumer };
    }

    private sealed class Consumer(string? progress, Delivery? delivery) : IEventConsumer
    {
        public string? Progress => progress;

        public Delivery? Delivery => delivery;

        public void Consume(in EventView view)
        {
        }
    }
}
