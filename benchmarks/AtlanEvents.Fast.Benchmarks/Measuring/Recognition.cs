using AtlanEvents.Fast.Benchmarks.Workloads;
using AtlanEvents.Fast.Engines;

namespace AtlanEvents.Fast.Benchmarks.Measuring;

/// <summary>How much of a workload the fast engine recognises, rather than parse it in full.</summary>
internal static class Recognition
{
    private static readonly EventReaderOptions s_options = new() { Engine = EventEngine.Fast, FaultHandler = static (in _) => { } };

    /// <summary>The share of lines, from 0 to 1, once the engine has read the workload before.</summary>
    public static double Of(Workload workload)
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
