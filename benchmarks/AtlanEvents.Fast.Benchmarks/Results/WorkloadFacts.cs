namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>What a workload consists of.</summary>
internal sealed record WorkloadFacts(string Name, int Bytes, int Lines, long Events, bool IsHostile = false);
