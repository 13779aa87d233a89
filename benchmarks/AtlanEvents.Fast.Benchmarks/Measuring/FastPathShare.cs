using AtlanEvents.Fast.Benchmarks.Workloads;
using AtlanEvents.Fast.Engines;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>Measures how many lines of a workload take the fast path of the fast engine.</summary>
internal static class FastPathShare
{
    private static readonly EventReaderOptions s_options = new() { Engine = EventEngine.Fast, FaultHandler = static (in _) => { } };

    /// <summary>Returns the share of fast-path lines, from 0 to 1, in the second pass over the workload.</summary>
    public static double Measure(Workload workload)
    {
        EnginePool.Clear();
        Read(workload);
        ReadCounts counts = Read(workload);
        return (double)counts.LinesBy(LinePath.Fast) / counts.Lines;
    }

    private static ReadCounts Read(Workload workload)
    {
        EventEnumerator events = EventParser.Enumerate(workload.Bytes, s_options);
        foreach (EventView _ in events)
        {
        }

        return events.Counts;
    }
}
