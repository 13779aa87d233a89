using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Results;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Guard;

/// <summary>The table that a change must not fall below. All floors are of the scope <see cref="Scope.Locate"/>.</summary>
/// <remarks>
/// Floors of the fast engine are 70 % of what was measured with vectors of the same width; the file's, of what was measured at the worst.
/// Being ready to open envelopes costs plain events nothing that can be measured.
/// A long line may cost half as much again for being cut into segments, however many.
/// The hostile workloads have one floor for all: whatever the input, no slower than a tenth below the loop.
/// </remarks>
internal static class Floors
{
    private static readonly string s_utf8Json = InMemory.NameOf(EventEngine.Utf8Json);
    private static readonly string s_fast = InMemory.NameOf(EventEngine.Fast);
    private static readonly string s_fastOverPipe = OverPipe.NameOf(EventEngine.Fast);
    private static readonly string s_fastOverFile = OverFile.NameOf(EventEngine.Fast);

    public static IReadOnlyList<Floor> All { get; } =
    [
        new(WorkloadCatalog.BulkDelete, s_utf8Json, Utf8JsonReaderLoop.Title, 0.85),
        new(WorkloadCatalog.Mixed, s_utf8Json, Utf8JsonReaderLoop.Title, 0.85),
        new(WorkloadCatalog.BulkDelete, s_fast, Utf8JsonReaderLoop.Title, OfWidth(8.00, 6.40, 4.80)),
        new(WorkloadCatalog.Mixed, s_fast, Utf8JsonReaderLoop.Title, OfWidth(2.70, 2.50, 2.20)),
        new(WorkloadCatalog.BulkDelete, s_fastOverPipe, s_fast, 0.48),
        new(WorkloadCatalog.Mixed, s_fastOverPipe, s_fast, 0.60),
        new(WorkloadCatalog.BulkDelete, s_fastOverFile, s_fast, 0.34),
        new(WorkloadCatalog.Mixed, s_fastOverFile, s_fast, 0.45),
        new(WorkloadCatalog.BulkDelete, InMemoryOpening.NameOf(EventEngine.Fast), s_fast, 0.95),
        new(WorkloadCatalog.Mixed, InMemoryOpening.NameOf(EventEngine.Fast), s_fast, 0.95),
        new(WorkloadCatalog.LongLine, OverSegments.NameOf(EventEngine.Fast, ContenderCatalog.PipeSegmentBytes), OverSegments.NameOf(EventEngine.Fast, 0), 1 / 1.5),
        new(WorkloadCatalog.LongLine, OverSegments.NameOf(EventEngine.Utf8Json, ContenderCatalog.PipeSegmentBytes), OverSegments.NameOf(EventEngine.Utf8Json, 0), 1 / 1.5),
        .. WorkloadCatalog.Hostile.Select(workload => new Floor(workload, s_fast, Utf8JsonReaderLoop.Title, 0.90)),
    ];

    private static double OfWidth(double with512Bits, double with256Bits, double with128Bits) => Machine.VectorBits switch
    {
        512 => with512Bits,
        256 => with256Bits,
        _ => with128Bits,
    };
}
