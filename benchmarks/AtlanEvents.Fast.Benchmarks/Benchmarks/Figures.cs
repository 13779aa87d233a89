namespace AtlanEvents.Fast.Benchmarks.Benchmarks;

/// <summary>What BenchmarkDotNet measured of one reading of a workload.</summary>
internal readonly record struct Figures(double Bytes, double Events, double Nanoseconds, double AllocatedBytes);
