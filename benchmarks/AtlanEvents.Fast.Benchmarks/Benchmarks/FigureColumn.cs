using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Workloads;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <summary>A figure per byte or per event, which BenchmarkDotNet does not know the numbers of.</summary>
internal sealed class FigureColumn(string name, string legend, Func<Figures, double> compute) : CaseColumn(name, legend, isNumeric: true)
{
    private static readonly Dictionary<(string, Scope), long> s_events = [];

    public override string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        BenchmarkReport? report = summary[benchmarkCase];
        if (report?.ResultStatistics is not { } statistics)
            return "-";

        Workload workload = WorkloadCatalog.Get((string)benchmarkCase.Parameters[nameof(ScopeBenchmarks.Workload)]);
        Scope scope = ScopeBenchmarks.ScopeOf(benchmarkCase.Descriptor.Type);
        var figures = new Figures(
            workload.Length,
            EventsOf(workload, scope),
            statistics.Median,
            report.GcStats.GetBytesAllocatedPerOperation(benchmarkCase) ?? 0);
        return compute(figures).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static long EventsOf(Workload workload, Scope scope)
    {
        if (!s_events.TryGetValue((workload.Name, scope), out long events))
            s_events[(workload.Name, scope)] = events = AnswerCheck.Expected(workload, scope).Events;

        return events;
    }
}
