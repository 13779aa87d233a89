using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;

/// <summary>simdjson, with one native call for the whole workload. It takes part in the scope <see cref="Scope.Locate"/> only.</summary>
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

    public override bool Supports(Scope scope) => scope == Scope.Locate;

    public override ContenderResult Run(Workload workload, Scope scope) => library.Read(variant, isCheck: false, workload.Bytes);

    public override ContenderResult Check(Workload workload, Scope scope) => library.Read(variant, isCheck: true, workload.Bytes);
}

/// <summary>The variants of using simdjson. shim.cpp uses the same numbers.</summary>
internal enum SimdjsonVariant
{
    /// <summary>On-Demand over the whole buffer, with a lookup for each key.</summary>
    FindField,

    /// <summary>On-Demand over the whole buffer, iterating once over the members of each object on the path.</summary>
    EachField,

    /// <summary>Like <see cref="EachField"/>, one line at a time.</summary>
    EachFieldPerLine,

    /// <summary>The DOM over the whole buffer.</summary>
    Dom,
}
