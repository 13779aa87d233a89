using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;

/// <summary>simdjson, by one call for the whole workload. It locates only: to make .NET strings is not its work.</summary>
internal sealed class SimdjsonContender(SimdjsonLibrary library, SimdjsonVariant variant) : Contender
{
    public override string Name => variant switch
    {
        SimdjsonVariant.FindField => "simdjson On-Demand, find_field_unordered",
        SimdjsonVariant.EachField => "simdjson On-Demand, each field",
        SimdjsonVariant.EachFieldPerLine => "simdjson On-Demand, each field, per line",
        _ => "simdjson DOM, parse_many",
    };

    public override Validation Validates => variant == SimdjsonVariant.Dom ? Validation.Whole : Validation.Utf8AndQuotes;

    public override bool Takes(Scope scope) => scope == Scope.Locate;

    public override Answer Run(Workload workload, Scope scope) => library.Read(variant, isCheck: false, workload.Bytes);

    public override Answer Check(Workload workload, Scope scope) => library.Read(variant, isCheck: true, workload.Bytes);
}
