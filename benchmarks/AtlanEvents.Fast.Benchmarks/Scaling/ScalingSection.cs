namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>The figures of one run of <c>scaling</c>; the part of a results file that <c>results</c> leaves as it is.</summary>
internal sealed record ScalingSection(string Contender, string Date, string Commit, IReadOnlyList<ScalingRow> Rows);
