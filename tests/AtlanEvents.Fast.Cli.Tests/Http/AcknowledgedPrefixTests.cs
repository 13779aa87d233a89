using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Tests.Http;

public sealed class AcknowledgedPrefixTests
{
    [Fact]
    public void Complete_AnyOrder_AcknowledgesNothingBeyondAGap()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int round = 0; round < 20; round++)
        {
            var prefix = new AcknowledgedPrefix();
            var open = new List<long>();
            var done = new HashSet<long>();
            for (int step = 0; step < 10_000; step++)
            {
                // Rounds differ in the number of events in flight: some grow the ring, others wrap around it.
                if (random.Next(100) < 50 + round && step < 8_000)
                {
                    long number = prefix.Add(new EventPosition("input", step, 10 * step));
                    Assert.Equal(prefix.Accepted, number);
                    open.Add(number);
                }
                else if (open.Count > 0)
                {
                    int index = random.Next(open.Count);
                    prefix.Complete(open[index]);
                    done.Add(open[index]);
                    open.RemoveAt(index);
                }

                Assert.Equal(open.Count, prefix.InFlight);
                long expected = open.Count == 0 ? prefix.Accepted : step % 100 == 0 ? open.Min() - 1 : prefix.Acknowledged;
                Assert.True(expected == prefix.Acknowledged, $"seed {seed}, round {round}, step {step}");
            }
        }
    }

    [Fact]
    public void FirstInFlight_EarliestEventOpen_ReturnsItsPosition()
    {
        var prefix = new AcknowledgedPrefix();
        for (int i = 1; i <= 3_000; i++)
            prefix.Add(new EventPosition("input", i, 0));

        for (int i = 3_000; i >= 2; i--)
            prefix.Complete(i);

        Assert.Equal((0, 1, 1), (prefix.Acknowledged, prefix.InFlight, prefix.FirstInFlight!.Value.LineNumber));
        prefix.Complete(1);
        Assert.Equal(3_000, prefix.Acknowledged);
        Assert.Null(prefix.FirstInFlight);
    }
}
