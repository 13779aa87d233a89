using AtlanEvents.Fast.Partitions;
using Microsoft.Coyote.Specifications;

namespace AtlanEvents.Fast.Interleavings.Scenarios;

/// <summary>Reading an input on several threads.</summary>
internal static class PartitionScenarios
{
    private const int Lines = 8;

    // Blocks of about two lines. A run of three threads keeps up to six of them.
    private static readonly byte[] s_input =
        [.. Enumerable.Range(0, Lines).SelectMany(i => SampleEvents.Line($"g-{i}").Append((byte)'\n'))];

    private static readonly ResumePoint s_start = new() { ByteOffset = 0, LinesBefore = 0, ReadFrom = 0, ReadFromLinesBefore = 0 };

    /// <summary>Results are merged in input order, and every line is in one.</summary>
    public static Task OrderedAsync() => ReadAsync(new PartitionOptions { Threads = 3, PartitionBytes = s_input.Length / 4 });

    /// <summary>A merge that fails ends the run with its exception, and nothing is merged after it.</summary>
    public static Task FailingMergeAsync()
        => ReadAsync(new PartitionOptions { Threads = 3, PartitionBytes = s_input.Length / 4 }, failingMerge: 1);

    private static Task ReadAsync(PartitionOptions options, int failingMerge = -1)
    {
        using PartitionSource source = new MemorySource(s_input);
        var guids = new List<string>();
        int merges = 0;
        using var run = new PartitionRun<List<string>>(source, s_start, options, new ReadCounts(), Read, Merge, CancellationToken.None);
        bool hasFailed = false;
        try
        {
            run.Run(isResumed: false);
        }
        catch (InvalidOperationException)
        {
            hasFailed = true;
        }

        Specification.Assert(hasFailed == (failingMerge >= 0), "a failure is lost");
        Specification.Assert(
            guids.SequenceEqual(Enumerable.Range(0, hasFailed ? guids.Count : Lines).Select(i => $"g-{i}")),
            "lines are missing or not in order: " + string.Join(' ', guids));
        return Task.CompletedTask;

        List<string> Read(EventPartition partition)
        {
            var read = new List<string>();
            while (partition.TryRead(out EventView view))
                read.Add(view.Guid.ToString());

            return read;
        }

        void Merge(List<string> read)
        {
            if (Interlocked.Increment(ref merges) - 1 == failingMerge)
                throw new InvalidOperationException("the merge fails");

            Specification.Assert(failingMerge < 0 || merges <= failingMerge, "a result was merged after a failure");
            guids.AddRange(read);
        }
    }
}
