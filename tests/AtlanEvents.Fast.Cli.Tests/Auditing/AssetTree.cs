namespace AtlanEvents.Fast.Cli.Tests.Auditing;

/// <summary>The deletes of a connection, which tests damage.</summary>
internal static class AssetTree
{
    public const string Connection = "default/bigquery/1665130698";

    private static readonly string[] s_types = ["Connection", "Database", "Schema", "Table", "Column"];
    private static readonly string[] s_names = ["web events", "v2.final", "größe", "売上", "RAW", "a"];

    /// <summary>A connection with 1 + 2 + 4 + 12 + 48 assets on its levels.</summary>
    public static List<AssetEvent> Small(string connection = Connection, int seed = 1) => New(connection, [2, 2, 3, 4], new Random(seed));

    /// <summary>A tree with the given number of children below each asset of a level.</summary>
    public static List<AssetEvent> New(string connection, int[] children, Random random)
    {
        var events = new List<AssetEvent> { new("Connection", GuidOf(random), connection) };
        string[] parents = [connection];
        for (int level = 0; level < children.Length; level++)
        {
            AssetEvent[] assets =
            [
                .. parents.SelectMany(parent => Enumerable.Range(0, children[level]).Select(i =>
                    new AssetEvent(s_types[level + 1], GuidOf(random), $"{parent}/{s_names[(level + i) % s_names.Length]}_{i}"))),
            ];
            events.AddRange(assets);
            parents = [.. assets.Select(asset => asset.Name!)];
        }

        return events;
    }

    public static string GuidOf(Random random)
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
