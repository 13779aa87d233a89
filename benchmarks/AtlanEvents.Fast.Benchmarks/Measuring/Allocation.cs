using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>What a subject allocates on the managed heap.</summary>
internal static class Allocation
{
    private const int Runs = 5;

    /// <summary>Bytes allocated per event, on all threads: a file is read by more than one.</summary>
    /// <remarks>
    /// What the whole workload costs more than its first eighth: so what is allocated once, whatever the number of events
    /// (readers, buffers), does not count, and a path that allocates nothing per event measures exactly 0. The least of some
    /// runs, since the pool may drop a buffer at any time. Of a contender that starts anew each time, everything counts.
    /// </remarks>
    public static double PerEvent(Subject subject)
    {
        Workload workload = subject.Workload;
        Subject beginning = subject with { Workload = workload.First(workload.Lines / 8) };

        subject.Prepare();
        if (subject.Contender.StartsAnew)
            return (double)LeastOf(subject) / subject.Run().Events;

        long events = subject.Run().Events - beginning.Run().Events;
        long bytes = LeastOf(subject) - LeastOf(beginning);
        return (double)bytes / events;
    }

    private static long LeastOf(Subject subject)
    {
        long least = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            subject.Run();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
