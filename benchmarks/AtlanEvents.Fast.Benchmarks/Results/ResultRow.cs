namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>One line of a results file.</summary>
/// <remarks><see cref="RatioToUtf8JsonReader"/> is of the same rounds; the scope frame has none.</remarks>
internal sealed record ResultRow(
    string Scope,
    string Workload,
    string Contender,
    string Validates,
    double GigabytesPerSecond,
    double NanosecondsPerEvent,
    double AllocatedBytesPerEvent,
    double? RatioToUtf8JsonReader);
