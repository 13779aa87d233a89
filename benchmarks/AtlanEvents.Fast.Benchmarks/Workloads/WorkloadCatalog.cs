using AtlanEvents.Fast.Benchmarks.Scaling;
using AtlanEvents.Fast.Benchmarks.Workloads.Hostile;
using AtlanEvents.Fast.Benchmarks.Workloads.Varied;
using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Workloads;

/// <summary>The workloads by name. Each is created on first use, with the same bytes on every machine.</summary>
internal static class WorkloadCatalog
{
    /// <summary>The delete of a connection: 15,514 lines of one shape, 0.7 KB each.</summary>
    public const string BulkDelete = "bulk-delete";

    /// <summary>
    /// Every kind of event in lines of 2 KB. One attribute in ten is missing at random, so the shapes of whole lines rarely repeat.
    /// </summary>
    public const string Mixed = "mixed";

    /// <summary>36 shapes of events in lines of 2 KB that alternate at random. The library was not tuned with its seed.</summary>
    public const string Varied = "varied";

    /// <summary>The same with another seed, for development.</summary>
    public const string VariedForTuning = "varied-tuning";

    /// <summary>One event of 64 MiB, for the guard: the number of segments may not affect the cost of a line.</summary>
    public const string LongLine = "long-line";

    private const string Malformed = "hostile-malformed";
    private const int LongLineBytes = 64 * 1024 * 1024;

    private static readonly (string Name, Func<HostileStream> Open)[] s_hostile =
    [
        ("hostile-shapes", () => new ShapesStream()),
        ("hostile-spaced", () => new SpacedStream()),
        ("hostile-escapes", () => new EscapesStream()),
        ("hostile-non-ascii", () => new NonAsciiStream()),
        ("hostile-nesting", () => new NestingStream()),
        (Malformed, () => new MalformedStream()),
        ("hostile-alternating", () => new AlternatingStream()),
        ("hostile-poisoned", () => new PoisonedStream()),
    ];

    private static readonly Dictionary<string, Lazy<Workload>> s_workloads = CreateAll();

    /// <summary>Typical streams: the workloads of all scopes and contenders.</summary>
    public static IReadOnlyList<string> Main { get; } = [BulkDelete, Mixed, Varied];

    /// <summary>
    /// Worst cases of an engine: for the scope <see cref="Scope.Locate"/> and few contenders.
    /// </summary>
    public static IReadOnlyList<string> Hostile { get; } = [.. s_hostile.Select(workload => workload.Name)];

    public static IReadOnlyList<string> All { get; } = [.. Main, .. Hostile];

    public static bool IsHostile(string name) => Hostile.Contains(name);

    public static Workload Get(string name) => s_workloads[name].Value;

    private static Dictionary<string, Lazy<Workload>> CreateAll()
    {
        var workloads = new Dictionary<string, Lazy<Workload>>
        {
            [BulkDelete] = new(() => Create(BulkDelete, output => BulkDeleteDump.Write(output, new BulkDeleteOptions()))),
            [Mixed] = new(() => Create(Mixed, output => MixedStream.Write(output, new MixedStreamOptions()))),
            [Varied] = new(() => Create(Varied, output => VariedStream.Write(output, VariedStream.PublishedSeed))),
            [VariedForTuning] = new(() => Create(VariedForTuning, output => VariedStream.Write(output, VariedStream.TuningSeed))),
            [LongLine] = new(() => Create(LongLine, output => output.Write(SizedLines.Create(LongLineBytes, LongLineBytes)))),
        };

        foreach ((string name, Func<HostileStream> open) in s_hostile)
            workloads[name] = new(() => Create(name, output => open().Write(output)));

        return workloads;
    }

    private static Workload Create(string name, Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return new Workload(name, output.GetBuffer().AsSpan(0, (int)output.Length), hasBadLines: name == Malformed);
    }
}
