using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Measuring;
using AtlanEvents.Fast.Benchmarks.Workloads;
using BenchmarkDotNet.Attributes;

namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <summary>The base of the benchmarks of all scopes. Their parameters are the names of a workload and a contender.</summary>
public abstract class ScopeBenchmarks
{
    private Subject _subject = null!;

    [ParamsSource(nameof(Workloads))]
    public string Workload { get; set; } = "";

    [ParamsSource(nameof(Contenders))]
    public string Contender { get; set; } = "";

    public IEnumerable<string> Workloads => WorkloadNames;

    // All workloads of a class have the same contenders.
    public IEnumerable<string> Contenders => ContenderCatalog.For(Scope, WorkloadNames[0]).Select(contender => contender.Name);

    internal abstract Scope Scope { get; }

    internal virtual IReadOnlyList<string> WorkloadNames => WorkloadCatalog.Main;

    internal static Scope ScopeOf(Type benchmarks) => ((ScopeBenchmarks)Activator.CreateInstance(benchmarks)!).Scope;

    [GlobalSetup]
    public void Setup()
    {
        _subject = new Subject(ContenderCatalog.Get(Contender), WorkloadCatalog.Get(Workload), Scope);
        ValidationProbe.Verify(_subject.Contender);
        ResultCheck.Verify(_subject.Contender, _subject.Workload, Scope);
        _subject.Prepare();
    }

    /// <summary>Reads the whole workload.</summary>
    [Benchmark]
    public long Read() => _subject.Run().Events;
}

/// <inheritdoc cref="Fast.Benchmarks.Scope.Frame"/>
public class Frame : ScopeBenchmarks
{
    internal override Scope Scope => Scope.Frame;
}

/// <inheritdoc cref="Fast.Benchmarks.Scope.Locate"/>
public class Locate : ScopeBenchmarks
{
    internal override Scope Scope => Scope.Locate;
}

/// <inheritdoc cref="Fast.Benchmarks.Scope.Materialise"/>
public class Materialise : ScopeBenchmarks
{
    internal override Scope Scope => Scope.Materialise;
}

/// <summary>The scope <see cref="Fast.Benchmarks.Scope.Locate"/> over the hostile workloads.</summary>
public class Hostile : ScopeBenchmarks
{
    internal override Scope Scope => Scope.Locate;

    internal override IReadOnlyList<string> WorkloadNames => WorkloadCatalog.Hostile;
}
