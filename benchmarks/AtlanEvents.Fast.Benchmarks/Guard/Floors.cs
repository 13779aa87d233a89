using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Guard;

/// <summary>The table that a change must not fall below. All floors are of the scope <see cref="Scope.Locate"/>.</summary>
/// <remarks>The hostile workloads have one floor for all: whatever the input, no slower than a tenth below the loop.</remarks>
internal static class Floors
{
    private static readonly string s_utf8Json = InMemory.NameOf(EventEngine.Utf8Json);
    private static readonly string s_fast = InMemory.NameOf(EventEngine.Fast);
    private static readonly string s_fastOverPipe = OverPipe.NameOf(EventEngine.Fast);
    private static readonly string s_fastOverFile = OverFile.NameOf(EventEngine.Fast);

    public static IReadOnlyList<Floor> All { get; } =
    [
        new(WorkloadCatalog.BulkDelete, s_utf8Json, Utf8JsonReaderLoop.Title, 0.90),
        new(WorkloadCatalog.Mixed, s_utf8Json, Utf8JsonReaderLoop.Title, 0.90),
        new(WorkloadCatalog.BulkDelete, s_fast, Utf8JsonReaderLoop.Title, 8.00),
        new(WorkloadCatalog.Mixed, s_fast, Utf8JsonReaderLoop.Title, 2.70),
        new(WorkloadCatalog.BulkDelete, s_fastOverPipe, s_fast, 0.48),
        new(WorkloadCatalog.Mixed, s_fastOverPipe, s_fast, 0.60),
        new(WorkloadCatalog.BulkDelete, s_fastOverFile, s_fast, 0.43),
        new(WorkloadCatalog.Mixed, s_fastOverFile, s_fast, 0.49),
        .. WorkloadCatalog.Hostile.Select(workload => new Floor(workload, s_fast, Utf8JsonReaderLoop.Title, 0.90)),
    ];
}
