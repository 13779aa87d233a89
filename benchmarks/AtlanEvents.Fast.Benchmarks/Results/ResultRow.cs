namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>One line of a results file.</summary>
/// <remarks>
/// Ratios are of the same rounds. <see cref="RatioToUtf8JsonReader"/> is absent in the scope frame; <see cref="RatioToInMemory"/>, to the
/// same engine over bytes in memory and warm, is there for the library's engines only.
/// </remarks>
internal sealed record ResultRow(
    string Scope,
    string Workload,
    string Contender,
    string Validates,
    double GigabytesPerSecond,
    double NanosecondsPerEvent,
    double AllocatedBytesPerEvent,
    double? RatioToUtf8JsonReader,
    double? RatioToInMemory = null);
