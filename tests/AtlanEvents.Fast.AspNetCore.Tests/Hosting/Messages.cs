using System.IO.Compression;

namespace AtlanEvents.Fast.AspNetCore.Tests.Hosting;

/// <summary>Messages as Atlan posts them.</summary>
internal static class Messages
{
    public const string Handshake = """{"atlan-webhook": "Hello, humans of data! It worked. Excited to see what you build!"}""";
    public const string OtherWebhook = """{"type":"DATA_ACCESS_REQUEST","payload":{"asset":1}}""";
    public const string SplitPart =
        """{"msgId":"1_2","msgCompressionKind":"GZIP","msgSplitIdx":0,"msgSplitCount":2,"message":"H4sI"}""";

    /// <summary>An update of an asset, and of others with other numbers.</summary>
    /// <param name="asset">The number of the asset.</param>
    /// <param name="padding">The length of an attribute.</param>
    public static string Event(int asset, int padding = 0)
        => $$$"""{"message":{"type":"ENTITY_NOTIFICATION_V2","entity":{"typeName":"Table","attributes":{{{Attributes(asset, padding)}}},"""
            + $$$"""
                "guid":"{{{GuidOf(asset)}}}"},"operationType":"ENTITY_UPDATE"}}
                """;

    public static string NameOf(int asset) => $"default/pg/1/db/s/t{asset}";

    public static string GuidOf(int asset) => $"00000000-0000-4000-8000-{asset:d12}";

    private static string Attributes(int asset, int padding)
        => $$"""{"qualifiedName":"{{NameOf(asset)}}","x":"{{new string('x', padding)}}"}""";

    /// <summary>The message as Atlas compresses it.</summary>
    public static string Compressed(string message)
    {
        string text = Convert.ToBase64String(Gzip(Encoding.UTF8.GetBytes(message)));
        return $$"""{"msgId":"1_1","msgCompressionKind":"GZIP","msgSplitIdx":1,"msgSplitCount":1,"message":"{{text}}"}""";
    }

    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);

        return compressed.ToArray();
    }
}
