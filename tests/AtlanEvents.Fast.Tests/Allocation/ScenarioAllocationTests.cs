namespace AtlanEvents.Fast.Tests.Allocation;

/// <summary>Classifying events allocates nothing, and counting scenarios allocates nothing per event once the window is full.</summary>
public sealed class ScenarioAllocationTests
{
    private const int Batches = 10;

    private static readonly byte[][] s_lines = TestLines.Mixed(500);

    [Fact]
    public void Classify_ManyEvents_AllocatesNothing()
        => AssertAllocatesNothing(static () =>
        {
            long sum = 0;
            foreach (byte[] line in s_lines)
            {
                if (EventParser.TryParse(line, out EventView view))
                    sum += (int)EventScenarios.Classify(view).Scenario;
            }

            return sum;
        });

    [Fact]
    public void ScenarioCounts_ManyEvents_AllocatesNothing()
    {
        // The same assets at the same times, which are already in the window.
        var counts = new ScenarioCounts();
        AssertAllocatesNothing(() =>
        {
            long before = counts.Events;
            foreach (byte[] line in s_lines)
            {
                if (EventParser.TryParse(line, out EventView view))
                    counts.Add(view);
            }

            return counts.Events - before;
        });
    }

    // On a separate thread with a new engine; an engine that other tests warmed up may continue to learn.
    private static void AssertAllocatesNothing(Func<long> pass)
        => Task.Factory.StartNew(() => AssertAllocatesNothingHere(pass), TaskCreationOptions.LongRunning).GetAwaiter().GetResult();

    private static void AssertAllocatesNothingHere(Func<long> pass)
    {
        long expected = pass();
        Assert.NotEqual(0, expected);
        long least = long.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long sum = pass();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(expected, sum);
        }

        Assert.Equal(0, least);
    }
}
