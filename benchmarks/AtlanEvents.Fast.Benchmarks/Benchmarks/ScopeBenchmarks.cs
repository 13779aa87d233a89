using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Measuring;
using AtlanEvents.Fast.Benchmarks.Workloads;
using BenchmarkDotNet.Attributes;

namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <summary>What the benchmarks of all scopes have in common: BenchmarkDotNet knows workloads and contenders by name.</summary>
public abstract class ScopeBenchmarks
{
    private Subject _subject = null!;

    [ParamsSource(nameof(Workloads))]
    public string Workload { get; set; } = "";

    [ParamsSource(nameof(Contenders))]
    public string Contender { get; set; } = "";

    public IEnumerable<string> Workloads => WorkloadNames;

    // The contenders are the same for all workloads of a class.
    public IEnumerable<string> Contenders => ContenderCatalog.For(Scope, WorkloadNames[0]).Select(contender => contender.Name);

    internal abstract Scope Scope { get; }

    internal virtual IReadOnlyList<string> WorkloadNames => WorkloadCatalog.Main;

    internal static Scope ScopeOf(Type benchmarks) => ((ScopeBenchmarks)Activator.CreateInstance(benchmarks)!).Scope;

    [GlobalSetup]
    public void Setup()
    {
        _subject = new Subject(ContenderCatalog.Get(Contender), WorkloadCatalog.Get(Workload), Scope);
        ValidationProbe.Verify(_subject.Contender);
        AnswerCheck.Verify(_subject.Contender, _subject.Workload, Scope);
        _subject.Prepare();
    }

    /// <summary>Reads the whole workload.</summary>
    [Benchmark]
    public long Read() => _subject.Run().Events;
}
