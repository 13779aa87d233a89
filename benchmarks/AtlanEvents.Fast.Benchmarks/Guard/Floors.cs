using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Results;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Guard;

/// <summary>The table of minimum speeds, all in the scope <see cref="Scope.Locate"/>.</summary>
/// <remarks>
/// Floors of the fast engine are 70 % of the ratio that was measured with vectors of the same width; for files, of the lowest such ratio.
/// Reassembly and unwrapping may not measurably slow down plain events.
/// A long line in many segments may take 1.5 times as long as in one.
/// The floors of the hostile workloads are the same share of what was measured with vectors of 512 bits, but at least 90 % of the speed of
/// the loop, and that with narrower vectors.
/// </remarks>
internal static class Floors
{
    private static readonly string s_utf8Json = InMemory.NameOf(EventEngine.Utf8Json);
    private static readonly string s_fast = InMemory.NameOf(EventEngine.Fast);
    private static readonly string s_cold = InMemoryCold.NameOf(EventEngine.Fast);
    private static readonly string s_fastOverPipe = OverPipe.NameOf(EventEngine.Fast);
    private static readonly string s_fastOverFile = OverFile.NameOf(EventEngine.Fast);

    public static IReadOnlyList<Floor> All { get; } =
    [
        new(WorkloadCatalog.BulkDelete, s_utf8Json, Utf8JsonReaderLoop.Title, 0.85),
        new(WorkloadCatalog.Mixed, s_utf8Json, Utf8JsonReaderLoop.Title, 0.85),
        new(WorkloadCatalog.BulkDelete, s_fast, Utf8JsonReaderLoop.Title, OfWidth(7.90, 6.90, 5.20)),
        new(WorkloadCatalog.Mixed, s_fast, Utf8JsonReaderLoop.Title, OfWidth(2.45, 2.45, 2.10)),
        new(WorkloadCatalog.Varied, s_fast, Utf8JsonReaderLoop.Title, OfWidth(3.00, 3.00, 2.60)),
        new(WorkloadCatalog.BulkDelete, s_cold, Utf8JsonReaderLoop.Title, OfWidth(7.00, 6.10, 4.60)),
        new(WorkloadCatalog.Mixed, s_cold, Utf8JsonReaderLoop.Title, OfWidth(1.35, 1.35, 1.15)),
        new(WorkloadCatalog.Varied, s_cold, Utf8JsonReaderLoop.Title, OfWidth(1.65, 1.65, 1.40)),
        new(WorkloadCatalog.BulkDelete, OverSegments.NameOf(EventEngine.Fast, segmentBytes: 0), s_fast, 0.70),
        new(WorkloadCatalog.Mixed, OverSegments.NameOf(EventEngine.Fast, segmentBytes: 0), s_fast, 0.70),
        new(WorkloadCatalog.Varied, OverSegments.NameOf(EventEngine.Fast, segmentBytes: 0), s_fast, 0.70),
        new(WorkloadCatalog.BulkDelete, s_fastOverPipe, s_fast, 0.48),
        new(WorkloadCatalog.Mixed, s_fastOverPipe, s_fast, 0.60),
        new(WorkloadCatalog.Varied, s_fastOverPipe, s_fast, 0.60),
        new(WorkloadCatalog.BulkDelete, s_fastOverFile, s_fast, 0.25),
        new(WorkloadCatalog.Mixed, s_fastOverFile, s_fast, 0.45),
        new(WorkloadCatalog.BulkDelete, InMemoryUnpacking.NameOf(EventEngine.Fast), s_fast, 0.95),
        new(WorkloadCatalog.Mixed, InMemoryUnpacking.NameOf(EventEngine.Fast), s_fast, 0.95),
        OfSegments(EventEngine.Fast),
        OfSegments(EventEngine.Utf8Json),
        .. WorkloadCatalog.Hostile.Select(
            workload => new Floor(workload, s_fast, Utf8JsonReaderLoop.Title, OfWidth(HostileRatio(workload), 0.90, 0.90))),
    ];

    private static double HostileRatio(string workload) => workload switch
    {
        "hostile-shapes" => 1.35,
        "hostile-spaced" => 1.85,
        "hostile-escapes" => 1.15,
        "hostile-non-ascii" => 2.30,
        "hostile-nesting" => 1.15,
        "hostile-malformed" => 1.80,
        "hostile-alternating" => 1.45,
        "hostile-poisoned" => 2.50,
        _ => 0.90,
    };

    private static Floor OfSegments(EventEngine engine) => new(
        WorkloadCatalog.LongLine,
        OverSegments.NameOf(engine, ContenderCatalog.PipeSegmentBytes),
        OverSegments.NameOf(engine, segmentBytes: 0),
        1 / 1.5);

    private static double OfWidth(double with512Bits, double with256Bits, double with128Bits) => Machine.VectorBits switch
    {
        512 => with512Bits,
        256 => with256Bits,
        _ => with128Bits,
    };
}

/// <summary>The minimum speed of a contender, relative to a peer on the same workload.</summary>
internal sealed record Floor(string Workload, string Contender, string Peer, double Ratio);
