using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;

namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <summary>The columns that say something of a reader of streams.</summary>
/// <remarks>
/// The job is the default one and names no runtime: BenchmarkDotNet 0.14.0 is older than .NET 10, and builds for the runtime
/// that it runs on as long as nothing asks it for one by name.
/// </remarks>
internal sealed class ColumnsConfig : ManualConfig
{
    private const int WidestName = 50;

    public ColumnsConfig()
    {
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Statistics, DefaultColumnProviders.Metrics);
        AddColumn(
            new FigureColumn("GB/s", "10^9 bytes of whole lines a second", figures => figures.Bytes / figures.Nanoseconds),
            new FigureColumn("ns/event", "Nanoseconds for each event", figures => figures.Nanoseconds / figures.Events),
            new FigureColumn("B/event", "Bytes allocated for each event, what is allocated once included", figures => figures.AllocatedBytes / figures.Events),
            new ValidatesColumn());
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(WidestName));
    }
}
