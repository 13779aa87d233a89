namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>The optional parts of a gzip header (RFC 1952, section 2.3.1), with the bits of FLG.</summary>
[Flags]
internal enum GzipHeader
{
    None = 0,
    Checksum = 2,
    Extra = 4,
    Name = 8,
    Comment = 16,
}
