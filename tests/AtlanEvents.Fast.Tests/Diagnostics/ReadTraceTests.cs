using System.Collections.Concurrent;
using System.Diagnostics;
using AtlanEvents.Fast.Partitions;

namespace AtlanEvents.Fast.Tests.Diagnostics;

/// <summary>Reading an input is one activity, below the one that was current.</summary>
[Collection(nameof(Listens))]
public sealed class ReadTraceTests
{
    private static readonly byte[] s_input =
        """{"message":{"entity":{"typeName":"Table","guid":"a"},"operationType":"ENTITY_DELETE"}}"""u8.ToArray().Append((byte)'\n')
            .Concat("{\n"u8.ToArray()).ToArray();

    private static readonly EventReaderOptions s_options = new() { FaultHandler = static (in _) => { } };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_activity_with_counts(bool inPartitions)
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AtlanEvents.Fast",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var parent = new Activity("parent").Start();
        await ReadAsync(inPartitions);

        // Tests of other collections may read at the same time.
        Activity activity = Assert.Single(ended, each => each.ParentId == parent.Id);
        Assert.Equal("atlan_events.read", activity.OperationName);
        Assert.Equal(2L, activity.GetTagItem("atlan_events.lines"));
        Assert.Equal(1L, activity.GetTagItem("atlan_events.events"));
        Assert.Equal(1L, activity.GetTagItem("atlan_events.rejected"));
        Assert.Equal((long)s_input.Length, activity.GetTagItem("atlan_events.bytes"));
        Assert.Same(parent, Activity.Current);
    }

    private static async Task ReadAsync(bool inPartitions)
    {
        Activity? current = Activity.Current;
        if (inPartitions)
        {
            using var partitions = PartitionedReader.Create(s_input, new PartitionOptions { Lines = s_options, Threads = 2 });
            partitions.Read(
                partition =>
                {
                    while (partition.TryRead(out _))
                    {
                    }

                    return 0;
                },
                _ => Assert.Same(current, Activity.Current));
            return;
        }

        await using var reader = EventReader.Create(new MemoryStream(s_input), s_options);
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out _))
                Assert.Same(current, Activity.Current);
        }
    }
}
