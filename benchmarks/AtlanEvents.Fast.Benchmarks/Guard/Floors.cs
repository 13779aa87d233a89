using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Guard;

/// <summary>The table that a change must not fall below. All floors are of the scope <see cref="Scope.Locate"/>.</summary>
internal static class Floors
{
    private static readonly string s_utf8Json = InMemory.NameOf(EventEngine.Utf8Json);
    private static readonly string s_fast = InMemory.NameOf(EventEngine.Fast);

    public static IReadOnlyList<Floor> All { get; } =
    [
        new(WorkloadCatalog.BulkDelete, s_utf8Json, Utf8JsonReaderLoop.Title, 0.90),
        new(WorkloadCatalog.Mixed, s_utf8Json, Utf8JsonReaderLoop.Title, 0.90),
        new(WorkloadCatalog.BulkDelete, s_fast, Utf8JsonReaderLoop.Title, 3.00),
        new(WorkloadCatalog.Mixed, s_fast, Utf8JsonReaderLoop.Title, 2.00),
    ];
}
