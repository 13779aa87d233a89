using AtlanEvents.Fast.Benchmarks.Contenders;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <summary>How much of each line the contender checks.</summary>
internal sealed class ValidatesColumn() : CaseColumn("validates?", "How much of each line is checked", isNumeric: false)
{
    public override string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        => ContenderCatalog.Get((string)benchmarkCase.Parameters[nameof(ScopeBenchmarks.Contender)]).Validates.ToText();
}
