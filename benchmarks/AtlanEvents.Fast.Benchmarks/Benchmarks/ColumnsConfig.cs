using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Workloads;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <summary>The columns of the BenchmarkDotNet tables.</summary>
internal sealed class ColumnsConfig : ManualConfig
{
    private const int MaxNameWidth = 50;

    public ColumnsConfig()
    {
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Statistics,
            DefaultColumnProviders.Metrics);
        AddColumn(
            new FigureColumn("GB/s", "10^9 bytes of whole lines per second", figures => figures.Bytes / figures.Nanoseconds),
            new FigureColumn("ns/event", "Nanoseconds per event", figures => figures.Nanoseconds / figures.Events),
            new FigureColumn(
                "B/event", "Bytes allocated per event, including one-time allocations", figures => figures.AllocatedBytes / figures.Events),
            new ValidatesColumn());
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(MaxNameWidth));
    }
}

/// <summary>A column whose value depends on the benchmark case only.</summary>
internal abstract class CaseColumn(string name, string legend, bool isNumeric) : IColumn
{
    public string Id => ColumnName;

    public string ColumnName => name;

    public string Legend => legend;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => isNumeric;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public abstract string GetValue(Summary summary, BenchmarkCase benchmarkCase);
}

/// <summary>A figure per byte or per event. BenchmarkDotNet does not know how many of them a workload has.</summary>
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
            s_events[(workload.Name, scope)] = events = ResultCheck.Expected(workload, scope).Events;

        return events;
    }
}

/// <summary>The measurements of one pass over a workload.</summary>
internal readonly record struct Figures(double Bytes, double Events, double Nanoseconds, double AllocatedBytes);

/// <summary>How much of each line the contender checks.</summary>
internal sealed class ValidatesColumn() : CaseColumn("validates?", "How much of each line is checked", isNumeric: false)
{
    public override string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        => ContenderCatalog.Get((string)benchmarkCase.Parameters[nameof(ScopeBenchmarks.Contender)]).Validates.ToText();
}
