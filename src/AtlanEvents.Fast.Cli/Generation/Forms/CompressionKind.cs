namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Whether the text in a record is compressed below its base64: <c>msgCompressionKind</c>.</summary>
internal enum CompressionKind
{
    None,
    Gzip,
}
