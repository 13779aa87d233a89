namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>What a contender says of a workload: how many events it found, and a checksum over what it found in them.</summary>
internal readonly record struct Answer(long Events, ulong Checksum);
