namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>
/// What a contender says of a workload: how many events it found, a checksum over what it found in them, and how many lines it
/// rejected without giving up.
/// </summary>
internal readonly record struct Answer(long Events, ulong Checksum, long Rejected = 0);
