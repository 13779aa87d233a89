using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders;

/// <summary>All contenders on this machine: the engines of the library, then the peers, native ones last.</summary>
internal static class ContenderCatalog
{
    /// <summary>The default size of the segments of a pipe.</summary>
    public const int PipeSegmentBytes = 4096;

    private static readonly Lazy<IReadOnlyList<Contender>> s_all = new(() => [.. Library(), .. Managed(), .. Native()]);

    public static IReadOnlyList<Contender> All => s_all.Value;

    /// <param name="scope">The scope.</param>
    /// <param name="workload">The name of the workload.</param>
    public static IEnumerable<Contender> For(Scope scope, string workload) => WorkloadCatalog.IsHostile(workload)
        ? All.Where(contender => scope == Scope.Locate && contender.Supports(scope) && contender.SupportsHostile)
        : All.Where(contender => contender.Supports(scope));

    /// <exception cref="ArgumentException">There is no such contender on this machine.</exception>
    public static Contender Get(string name)
        => All.FirstOrDefault(contender => contender.Name == name)
            ?? throw new ArgumentException($"There is no contender '{name}'. {SimdjsonBuild.AbsenceReason}", nameof(name));

    // Auto is one of the other engines.
    private static IEnumerable<Contender> Library()
    {
        yield return new Framer();
        foreach (EventEngine engine in Enum.GetValues<EventEngine>().Where(engine => engine != EventEngine.Auto))
        {
            yield return new InMemory(engine);
            yield return new OverPipe(engine);
            yield return new OverFile(engine);
            yield return new OverSegments(engine, 0);
            yield return new OverSegments(engine, PipeSegmentBytes);

            // The reference has no state, so warm and cold are the same.
            if (engine == EventEngine.Utf8Json)
                continue;

            yield return new InMemoryCold(engine);
            yield return new InMemoryUnpacking(engine);
        }
    }

    private static IEnumerable<Contender> Managed() =>
    [
        new IndexOfNewline(),
        new Utf8JsonReaderLoop(),
        new JsonDocumentPeer(),
        new JsonSerializerPeer(),
        new NewtonsoftPeer(),
    ];

    private static IEnumerable<Contender> Native()
        => SimdjsonBuild.Library is { } library
            ? Enum.GetValues<SimdjsonVariant>().Select(variant => new SimdjsonContender(library, variant))
            : [];
}
