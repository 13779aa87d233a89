using System.IO.Compression;
using System.Text;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>How Atlas makes text of a whole message, envelope included, that goes into records.</summary>
internal static class MessageEncoding
{
    // RFC 1952: the ninth byte of the header tells how hard was tried to compress, the tenth the file system. Java, which Atlas
    // runs on, says nothing and "unknown"; .NET says what it runs on.
    private const int ExtraFlags = 8;
    private const int OperatingSystem = 9;
    private const byte UnknownSystem = 255;

    /// <summary>Base64 of the message in UTF-8, compressed if that is the kind. Standard alphabet, padded, no line breaks.</summary>
    /// <remarks>The same message gives the same compressed bytes only with the same version of .NET on the same kind of processor.</remarks>
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
