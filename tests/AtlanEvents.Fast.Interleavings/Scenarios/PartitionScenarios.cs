using AtlanEvents.Fast.Partitions;
using Microsoft.Coyote.Specifications;

namespace AtlanEvents.Fast.Interleavings.Scenarios;

/// <summary>Reading an input on several threads.</summary>
internal static class PartitionScenarios
{
    private const int Lines = 8;

    // The number of the line that is rejected.
    private const int BadLine = 6;

    private static readonly byte[] s_input =
    [
        .. Enumerable.Range(0, Lines).SelectMany(i =>
            (i == BadLine - 1 ? "{\n"u8.ToArray() : []).Concat(SampleEvents.Line($"g-{i}").Append((byte)'\n'))),
    ];

    // About one line in each block, and four blocks in the window.
    private static readonly PartitionOptions s_options = new() { Threads = 2, PartitionBytes = s_input.Length / Lines };

    private static readonly ResumePoint s_start = new() { ByteOffset = 0, LinesBefore = 0, ReadFrom = 0, ReadFromLinesBefore = 0 };

    /// <summary>Results are merged in input order, every line is in one, and lines are numbered as in the input.</summary>
    public static Task OrderedAsync() => ReadAsync();

    /// <summary>A merge that fails ends the run with its exception, and nothing is merged after it.</summary>
    public static Task FailingMergeAsync() => ReadAsync(failingMerge: 1);

    private static Task ReadAsync(int failingMerge = -1)
    {
        using PartitionSource source = new MemorySource(s_input);
        var guids = new List<string>();
        var faults = new List<long>();
        int merges = 0;
        PartitionOptions options = s_options with
        {
            Lines = s_options.Lines with { FaultHandler = (in fault) => faults.Add(fault.LineNumber) },
        };
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
        Specification.Assert(hasFailed || faults is [BadLine], "the rejected line has another number");
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
