using System.IO.Compression;

namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>Small gzip files for damage tests.</summary>
public enum GzipSample
{
    /// <summary>The usual header.</summary>
    Plain,

    /// <summary>Every optional part of the header.</summary>
    LongHeader,

    /// <summary>Every optional part of the header, and a checksum over it.</summary>
    CheckedHeader,

    /// <summary>Uncompressed data in a stored block.</summary>
    Stored,

    /// <summary>Four members: the second ends within a line, the third is empty.</summary>
    Members,
}

/// <summary>Creates the samples.</summary>
internal static class GzipSamples
{
    /// <summary>The decompressed content. The last line has no newline, and would be an event.</summary>
    public static byte[] Content { get; } = Encoding.UTF8.GetBytes(Lines(Hard, Soft, Handshake, Update, Soft) + Hard);

    public static GzipFile Create(GzipSample sample) => sample switch
    {
        GzipSample.Plain => new GzipFile().Add(Content),
        GzipSample.LongHeader => new GzipFile().Add(Content, GzipHeader.Extra | GzipHeader.Name | GzipHeader.Comment),
        GzipSample.CheckedHeader => new GzipFile().Add(
            Content, GzipHeader.Extra | GzipHeader.Name | GzipHeader.Comment | GzipHeader.Checksum),
        GzipSample.Stored => new GzipFile().Add(Content, level: CompressionLevel.NoCompression),
        GzipSample.Members => new GzipFile().Add(Content[..FirstLine]).Add(
            Content[FirstLine..^200], GzipHeader.Name).Add([]).Add(Content[^200..]),
        _ => throw new ArgumentOutOfRangeException(nameof(sample)),
    };

    /// <summary>The complete lines that are events, as <c>replay --format raw</c> writes them.</summary>
    public static byte[] Events(ReadOnlySpan<byte> content, bool isWhole)
    {
        string text = Encoding.UTF8.GetString(content);
        string[] lines = text.Split('\n');
        return Encoding.UTF8.GetBytes(Lines([.. lines.SkipLast(isWhole ? 0 : 1).Where(line => line is Hard or Soft or Update)]));
    }

    private static int FirstLine { get; } = Array.IndexOf(Content, (byte)'\n') + 1;
}
