using AtlanEvents.Fast.Kafka.Offsets;
using FsCheck;
using FsCheck.Xunit;

namespace AtlanEvents.Fast.Kafka.Tests.Offsets;

public sealed class OffsetTrackerTests
{
    [Fact]
    public void Committable_NothingAdded_IsNull() => Assert.Null(new OffsetTracker().Committable);

    [Fact]
    public void Committable_GapsInTheOffsets_IsTheFirstUnfinishedOne()
    {
        var tracker = new OffsetTracker();
        foreach (long offset in (long[])[5, 6, 8])
            Assert.True(tracker.TryAdd(offset));

        tracker.Complete(6);
        Assert.Equal(5, tracker.Committable);
        tracker.Complete(5);
        Assert.Equal(8, tracker.Committable);
        tracker.Complete(8);
        Assert.Equal(9, tracker.Committable);
    }

    [Fact]
    public void GoBack_ForgetsWhatOtherMessagesReplace()
    {
        var tracker = new OffsetTracker();
        for (long offset = 0; offset < 10; offset++)
            tracker.TryAdd(offset);

        foreach (long offset in (long[])[0, 1, 3, 7])
            tracker.Complete(offset);

        tracker.GoBack(5);
        Assert.False(tracker.TryAdd(4));
        Assert.True(tracker.TryAdd(5));
        tracker.Complete(2);
        Assert.Equal(4, tracker.Committable);
        tracker.Complete(4);
        tracker.Complete(5);
        Assert.Equal(6, tracker.Committable);

        tracker.GoBack(3);
        Assert.Equal(3, tracker.Committable);
    }

    [Fact]
    public void TryAdd_OffsetThatWasAdded_IsNotTracked()
    {
        var tracker = new OffsetTracker();
        Assert.True(tracker.TryAdd(5));
        Assert.False(tracker.TryAdd(5));
        Assert.False(tracker.TryAdd(4));
        tracker.Complete(5);
        Assert.False(tracker.TryAdd(5));
        Assert.Equal(6, tracker.Committable);
    }

    [Fact]
    public void IsFirstWaiting_FollowsTheFirstUnfinishedMessage()
    {
        var tracker = new OffsetTracker();
        tracker.TryAdd(1);
        tracker.TryAdd(2);
        tracker.SetWaiting(2);
        Assert.False(tracker.IsFirstWaiting);
        tracker.Complete(1);
        Assert.True(tracker.IsFirstWaiting);
        tracker.SetInFlight(2);
        Assert.False(tracker.IsFirstWaiting);
    }

    /// <summary>Compares with a set of all offsets, for any order of completion. Long enough for the ring to grow and wrap.</summary>
    [Property(MaxTest = 200, EndSize = 2_000)]
    public void Committable_AnyOrder_EqualsTheModel(PositiveInt start, bool[] steps, int seed)
    {
        var random = new Random(seed);
        var tracker = new OffsetTracker();
        var unfinished = new SortedSet<long>();
        long next = start.Get;
        long end = -1;
        foreach (bool adds in steps)
        {
            for (int i = random.Next(4); adds && i >= 0; i--)
            {
                next += random.Next(3);
                Assert.True(tracker.TryAdd(next));
                unfinished.Add(next);
                end = ++next;
            }

            if (!adds && unfinished.Count > 0)
            {
                long offset = unfinished.ElementAt(random.Next(Math.Min(unfinished.Count, 10)));
                tracker.Complete(offset);
                tracker.Complete(offset);
                unfinished.Remove(offset);
            }

            long? expected = unfinished.Count > 0 ? unfinished.Min : end < 0 ? null : end;
            Assert.Equal(expected, tracker.Committable);
            Assert.True(tracker.Span >= unfinished.Count);
        }
    }

    [Fact]
    public async Task Committable_CompletedByManyThreads_NeverPassesAnUnfinishedMessage()
    {
        const int Messages = 20_000;
        var tracker = new OffsetTracker();
        long[] done = new long[Messages];
        int added = 0;
        int taken = 0;
        Task[] workers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (true)
            {
                int mine = Interlocked.Increment(ref taken) - 1;
                if (mine >= Messages)
                    return;

                SpinWait.SpinUntil(() => Volatile.Read(ref added) > mine);
                Volatile.Write(ref done[mine], 1);
                tracker.Complete(mine);
            }
        }))];
        for (int i = 0; i < Messages; i++)
        {
            tracker.TryAdd(i);
            Volatile.Write(ref added, i + 1);
            long committable = tracker.Committable!.Value;
            if (committable > 0)
                Assert.Equal(1, Volatile.Read(ref done[committable - 1]));
        }

        await Task.WhenAll(workers);
        Assert.Equal(Messages, tracker.Committable);
    }
}
