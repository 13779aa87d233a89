namespace AtlanEvents.Fast.Benchmarks.Sinks;

/// <summary>
/// What a contender found in a workload: the number of events, a checksum over their fields, and the number of rejected lines.
/// </summary>
internal readonly record struct ContenderResult(long Events, ulong Checksum, long Rejected = 0);
