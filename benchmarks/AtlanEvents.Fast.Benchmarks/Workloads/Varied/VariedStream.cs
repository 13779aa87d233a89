using AtlanEvents.Fast.Cli.Generation;
using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Varied;

/// <summary>Writes a stream that no one prepared for a reader: 36 shapes of events that alternate at random.</summary>
/// <remarks>
/// There is one shape for each kind of event and type of asset. For each member of a shape, the seed decides once how often the
/// value changes and how often the member is missing; see <see cref="VariedMember"/>. Each seed therefore gives another stream.
/// </remarks>
internal static class VariedStream
{
    /// <summary>The seed of the published figures. Nothing in the library was tuned with it.</summary>
    public const ulong PublishedSeed = 20_261_126;

    /// <summary>The seed for development.</summary>
    public const ulong TuningSeed = 7;

    private const int Events = 10_000;
    private const long FirstEventTime = 1_690_000_000_000;
    private const long MillisecondsBetweenEvents = 40;

    private static readonly string[] s_operations =
    [
        "ENTITY_CREATE",
        "ENTITY_UPDATE",
        "ENTITY_DELETE",
        "BUSINESS_ATTRIBUTE_UPDATE",
        "CLASSIFICATION_ADD",
        "CLASSIFICATION_DELETE",
    ];

    /// <summary>Writes NDJSON. The same seed always gives the same bytes.</summary>
    public static void Write(Stream output, ulong seed)
    {
        var random = new SplitMix64(seed);
        VariedShape[] shapes =
        [
            .. from operation in s_operations
               from type in AssetType.All
               select new VariedShape(operation, type, random),
        ];

        using var lines = new LineWriter(output);
        for (int i = 0; i < Events; i++)
            lines.Write(random.Pick(shapes).Next(FirstEventTime + (i * MillisecondsBetweenEvents)));
    }
}
