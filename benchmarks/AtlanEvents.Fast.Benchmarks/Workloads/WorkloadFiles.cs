using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Benchmarks.Workloads;

/// <summary>Workloads as temporary files. A file is written on first use, and deleted when the program exits.</summary>
internal static class WorkloadFiles
{
    private static readonly ConditionalWeakTable<Workload, string> s_paths = [];

    public static string PathOf(Workload workload) => s_paths.GetValue(workload, Write);

    private static string Write(Workload workload)
    {
        string path = Path.Combine(Path.GetTempPath(), $"atlan-events-{Guid.NewGuid():n}.ndjson");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
        File.WriteAllBytes(path, workload.Bytes);
        return path;
    }
}
