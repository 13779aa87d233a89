using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>Measures how many lines of a workload take the fast path of the fast engine.</summary>
internal static class FastPathShare
{
    /// <summary>Returns the share of fast-path lines, from 0 to 1, in the second pass over the workload.</summary>
    public static double Measure(Workload workload)
    {
        var options =
            new EventReaderOptions { Engine = EventEngine.Fast, EnginePool = new EventEnginePool(), FaultHandler = static (in _) => { } };
        Read(workload, options);
        ReadCounts counts = Read(workload, options);
        return (double)counts.LinesBy(LinePath.Fast) / counts.Lines;
    }

    private static ReadCounts Read(Workload workload, EventReaderOptions options)
    {
        EventEnumerator events = EventParser.Enumerate(workload.Bytes, options);
        foreach (EventView _ in events)
        {
        }

        return events.Counts;
    }
}
