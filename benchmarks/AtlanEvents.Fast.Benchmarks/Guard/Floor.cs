namespace AtlanEvents.Fast.Benchmarks.Guard;

/// <summary>How fast a contender must at least be, as a multiple of another on the same workload.</summary>
internal sealed record Floor(string Workload, string Contender, string Peer, double Ratio);
