using System.IO.Compression;
using AtlanEvents.Fast.Testing.Events;

namespace AtlanEvents.Fast.Testing.Packing;

/// <summary>Compresses and splits lines as Atlas does, independently of the library.</summary>
public static class MessagePacker
{
    /// <summary>The maximum length of the text of a part that Atlas sends.</summary>
    public const int MaxPartLength = 999_488;

    /// <summary>Returns one record with the whole content, compressed.</summary>
    public static byte[] Single(byte[] content, string id = "single_1", WritingStyle? style = null)
        => Record(Convert.ToBase64String(Gzip(content)), "GZIP", id, index: 1, count: 1, style);

    /// <summary>Returns a record for each part of the content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="partLength">The number of characters of base64 in each part except the last.</param>
    /// <param name="isCompressed">Whether the parts are base64 of gzip, or of the plain content.</param>
    /// <param name="id">The id of the message.</param>
    /// <param name="style">The style of the records.</param>
    public static byte[][] Split(
        byte[] content, int partLength, bool isCompressed = true, string id = "split_1", WritingStyle? style = null)
    {
        string text = Convert.ToBase64String(isCompressed ? Gzip(content) : content);
        string[] parts = [.. text.Chunk(partLength).Select(characters => new string(characters))];
        return [.. parts.Select((part, index) => Record(part, isCompressed ? "GZIP" : "NONE", id, index, parts.Length, style))];
    }

    /// <summary>Like <see cref="Split"/>, into a number of parts of similar length.</summary>
    public static byte[][] SplitInto(int parts, byte[] content, bool isCompressed = true, string id = "split_1", WritingStyle? style = null)
    {
        int length = Convert.ToBase64String(isCompressed ? Gzip(content) : content).Length;
        return Split(content, (length + parts - 1) / parts, isCompressed, id, style);
    }

    /// <summary>Returns one record.</summary>
    /// <param name="text">Its <c>message</c>.</param>
    /// <param name="kind">Its <c>msgCompressionKind</c>.</param>
    /// <param name="id">Its <c>msgId</c>.</param>
    /// <param name="index">Its <c>msgSplitIdx</c>.</param>
    /// <param name="count">Its <c>msgSplitCount</c>.</param>
    /// <param name="style">The style; that of Atlas if omitted.</param>
    public static byte[] Record(
        string text, string kind = "GZIP", string id = "split_1", int index = 0, int count = 2, WritingStyle? style = null)
    {
        const string Version = """{"version":"1.0.0","versionParts":[1]}""";
        if (style is null)
        {
            return Encoding.UTF8.GetBytes(
                $$"""{"version":{{Version}},"msgId":"{{id}}","msgCompressionKind":"{{kind}}","msgSplitIdx":{{index}},"msgSplitCount":{{count}},"message":"{{text}}"}""");
        }

        Member[] members =
        [
            new("version", new Raw(Version)),
            new("msgId", id),
            new("msgCompressionKind", kind),
            new("msgSplitIdx", new Raw($"{index}")),
            new("msgSplitCount", new Raw($"{count}")),
            new("message", text),
            .. style.IsShuffled ? [new("headers", new Member[] { new("message", "decoy"), new("msgId", "decoy") })] : Array.Empty<Member>(),
        ];
        return Styled(members, style);
    }

    /// <summary>Compresses with the gzip of .NET.</summary>
    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(content);

        return compressed.ToArray();
    }

    internal static byte[] Styled(Member[] members, WritingStyle style)
        => new JsonWriter(style, new Random(style.Seed)).Write(members);
}
