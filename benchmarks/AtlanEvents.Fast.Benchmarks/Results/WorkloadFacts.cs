namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>What a workload consists of.</summary>
/// <remarks><see cref="Recognised"/> is the share of lines that the warm fast engine need not parse in full, from 0 to 1.</remarks>
internal sealed record WorkloadFacts(string Name, int Bytes, int Lines, long Events, bool IsHostile = false, double? Recognised = null);
