namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>What a byte of a gzip member is for (RFC 1952, section 2.3).</summary>
internal enum GzipPart
{
    Magic,
    Method,
    Flags,
    Time,
    ExtraFlags,
    OperatingSystem,
    ExtraLength,
    Extra,
    Name,
    NameEnd,
    Comment,
    CommentEnd,
    HeaderChecksum,
    Data,
    LastData,
    Checksum,
    Length,
}
