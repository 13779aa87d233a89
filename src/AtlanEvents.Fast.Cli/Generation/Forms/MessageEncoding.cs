using System.IO.Compression;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>The compression of the content of a record: <c>msgCompressionKind</c>.</summary>
internal enum CompressionKind
{
    None,
    Gzip,
}

/// <summary>Encodes a whole message, including its envelope, as the content of records.</summary>
internal static class MessageEncoding
{
    // RFC 1952: the ninth byte of the header is the compression effort, the tenth the operating system. Java, on which Atlas runs, writes 0
    // and "unknown"; .NET writes actual values.
    private const int ExtraFlags = 8;
    private const int OperatingSystem = 9;
    private const byte UnknownSystem = 255;

    /// <summary>Base64 of the UTF-8 message, compressed if required. Standard alphabet, padded, no line breaks.</summary>
    /// <remarks>Compressed bytes depend on the .NET version and the processor.</remarks>
    public static string Encode(string message, CompressionKind kind)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        return Convert.ToBase64String(kind == CompressionKind.Gzip ? Gzip(bytes) : bytes);
    }

    private static ReadOnlySpan<byte> Gzip(byte[] bytes)
    {
        var compressed = new MemoryStream(bytes.Length);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);

        byte[] member = compressed.GetBuffer();
        member[ExtraFlags] = 0;
        member[OperatingSystem] = UnknownSystem;
        return member.AsSpan(0, (int)compressed.Length);
    }
}
