using System.IO.Compression;
using AtlanEvents.Fast.Kafka.Lanes;

namespace AtlanEvents.Fast.Kafka.Tests.Cluster;

/// <summary>Makes the values of messages.</summary>
public static class Lines
{
    public static string GuidOf(int asset) => $"00000000-0000-4000-8000-{asset:x12}";

    /// <summary>Assets whose events are handled concurrently, by a consumer with the default number of lanes.</summary>
    public static int[] AssetsInDifferentLanes(int count)
    {
        int lanes = new EventConsumerOptions().Concurrency;
        return
        [
            .. Enumerable.Range(0, 1_000)
                .DistinctBy(asset => LaneSet.LaneOf(QueuedEvent.HashOf(Encoding.UTF8.GetBytes(GuidOf(asset))), lanes))
                .Take(count),
        ];
    }

    /// <summary>An event of an asset. Its qualified name says which one it is.</summary>
    public static string Event(
        int asset,
        int version = 0,
        string operation = "ENTITY_UPDATE",
        string? handler = null,
        long time = 1667822854152)
        => """{"version":{"version":"1.0.0"},"message":{"type":"ENTITY_NOTIFICATION_V2","entity":{"typeName":"Column","""
            + $$"""
                "attributes":{"qualifiedName":"{{NameOf(asset, version)}}"},"guid":"{{GuidOf(asset)}}"
                """
            + (handler is null ? "" : $",\"deleteHandler\":\"{handler}\"")
            + $$"""
                },"operationType":"{{operation}}","eventTime":{{time}}}
                """
            + "}";

    public static string NameOf(int asset, int version = 0) => $"default/bigquery/1665130698/a{asset}/v{version}";

    /// <summary>Packs a line as Atlas does, as a compressed message in one or more parts.</summary>
    public static string[] Pack(string line, string id, int parts)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(line));

        string text = Convert.ToBase64String(buffer.ToArray());
        if (parts == 1)
            return [Part(id, index: 1, count: 1, text)];

        int length = (text.Length + parts - 1) / parts;
        return [.. text.Chunk(length).Select((chunk, index) => Part(id, index, parts, new string(chunk)))];
    }

    private static string Part(string id, int index, int count, string text)
        => $$"""{"msgId":"{{id}}","msgCompressionKind":"GZIP","msgSplitIdx":{{index}},"msgSplitCount":{{count}},"message":"{{text}}"}""";
}
