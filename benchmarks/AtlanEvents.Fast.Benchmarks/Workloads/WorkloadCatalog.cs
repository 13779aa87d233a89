using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Workloads;

/// <summary>The workloads by name. Each is made once, when it is first asked for; the same bytes on every machine.</summary>
internal static class WorkloadCatalog
{
    /// <summary>The delete of a connection: 15,514 lines of one shape, 0.7 KB each.</summary>
    public const string BulkDelete = "bulk-delete";

    /// <summary>Every kind of event, 2 KB a line; one attribute in ten is dropped at random, so whole lines hardly repeat in shape.</summary>
    public const string Mixed = "mixed";

    private static readonly Dictionary<string, Lazy<Workload>> s_workloads = new()
    {
        [BulkDelete] = new(() => Create(BulkDelete, output => BulkDeleteDump.Write(output, new BulkDeleteOptions()))),
        [Mixed] = new(() => Create(Mixed, output => MixedStream.Write(output, new MixedStreamOptions()))),
    };

    public static IReadOnlyList<string> Names { get; } = [BulkDelete, Mixed];

    public static Workload Get(string name) => s_workloads[name].Value;

    private static Workload Create(string name, Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return new Workload(name, output.GetBuffer().AsSpan(0, (int)output.Length));
    }
}
