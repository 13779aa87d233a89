using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>Measures the managed allocations of a subject.</summary>
internal static class Allocation
{
    private const int Runs = 5;

    /// <summary>Returns the bytes allocated per event, on all threads.</summary>
    /// <remarks>
    /// The difference between the whole workload and its first eighth, so that one-time allocations (readers, buffers) do not count and a
    /// path without allocations per event yields exactly 0. The minimum of several runs counts, because the pool may drop a buffer at any
    /// time. For a contender that starts cold, all allocations count.
    /// </remarks>
    public static double PerEvent(Subject subject)
    {
        Workload workload = subject.Workload;
        Subject beginning = subject with { Workload = workload.First(workload.Lines / 8) };

        subject.Prepare();
        if (subject.Contender.StartsCold)
            return (double)MinAllocatedBytes(subject) / subject.Run().Events;

        long events = subject.Run().Events - beginning.Run().Events;
        long bytes = MinAllocatedBytes(subject) - MinAllocatedBytes(beginning);
        return (double)bytes / events;
    }

    private static long MinAllocatedBytes(Subject subject)
    {
        long min = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            subject.Run();
            min = Math.Min(min, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return min;
    }
}
